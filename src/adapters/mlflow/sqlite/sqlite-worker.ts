import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TrackingError } from '../../../ports/tracking-store.ts';
import { withTimeLimit } from '../time-limit.ts';
import type {
  SqliteCall,
  SqliteCalls,
  SqliteRequest,
  SqliteResponse,
  SqliteWorkerData,
} from './worker-protocol.ts';

export interface SqliteWorkerOptions {
  readonly file: string;
  readonly workerUrl: URL;
  readonly temporaryFolder: string;
  readonly timeLimit?: number;
}

/** Half a minute without a question lets go of the thread and of the file, so that Windows can delete it. */
const idleMilliseconds = 30_000;

/**
 * The main thread's end of the worker. One question at a time: a statement of SQLite can only be stopped by ending
 * its thread, and so a question that is given up takes the thread with it and the next one starts another.
 */
export class SqliteWorker {
  readonly #options: SqliteWorkerOptions;
  readonly #copyFolder: string;
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #nextId = 0;

  constructor(options: SqliteWorkerOptions) {
    this.#options = options;
    this.#copyFolder = join(options.temporaryFolder, `drydock-store-${randomUUID()}`);
  }

  ask<Call extends SqliteCall>(
    call: Call,
    query: SqliteCalls[Call]['query'],
    signal: AbortSignal,
  ): Promise<SqliteCalls[Call]['answer']> {
    return withTimeLimit(signal, this.#options.timeLimit ?? 20_000, (limited) => {
      const turn = this.#queue.then(() => {
        limited.throwIfAborted();
        return this.#askNow(call, query, limited);
      });
      // The next one waits for the end of this one, however it ends.
      this.#queue = turn.then(nothing, nothing);
      return turn;
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#stop();
  }

  async #askNow<Call extends SqliteCall>(
    call: Call,
    query: SqliteCalls[Call]['query'],
    signal: AbortSignal,
  ): Promise<SqliteCalls[Call]['answer']> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    this.#nextId += 1;
    const request: SqliteRequest = { id: this.#nextId, call, query };
    worker.postMessage(request, []);
    try {
      return (await readAnswer(worker, this.#nextId, signal)) as SqliteCalls[Call]['answer'];
    } finally {
      if (signal.aborted) await this.#stop();
      else this.#scheduleStop();
    }
  }

  #start(): Worker {
    const { file, workerUrl } = this.#options;
    const workerData: SqliteWorkerData = { file, copyFolder: this.#copyFolder };
    const worker = new Worker(workerUrl, {
      workerData,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      name: 'drydock-sqlite',
    });
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    worker.on('exit', forget);
    worker.on('error', forget);
    return worker;
  }

  #scheduleStop(): void {
    // Between questions the thread does not keep the process alive.
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.close(), idleMilliseconds);
    this.#idle.unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
    await rm(this.#copyFolder, { recursive: true, force: true });
  }
}

function readAnswer(worker: Worker, id: number, signal: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const onMessage = (response: SqliteResponse) => {
    if (response.id !== id) return;
    if ('answer' in response) resolve(response.answer);
    else reject(new TrackingError(response.failure, response.message));
  };
  const onEnd = (cause: unknown) => {
    reject(new TrackingError('damaged', 'The thread that reads the database ended.', { cause }));
  };
  const onAbort = () => {
    reject(new Error('aborted'));
  };
  worker.ref();
  worker.on('message', onMessage);
  worker.once('error', onEnd);
  worker.once('exit', onEnd);
  signal.addEventListener('abort', onAbort, { once: true });
  return promise.finally(() => {
    worker.off('message', onMessage);
    worker.off('error', onEnd);
    worker.off('exit', onEnd);
    signal.removeEventListener('abort', onAbort);
  });
}

function nothing(): void {
  // The outcome belongs to whoever asked.
}
