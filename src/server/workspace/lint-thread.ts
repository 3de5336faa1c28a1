import { Worker } from 'node:worker_threads';
import type { Finding } from '../../core/base/finding.ts';
import type { Mention } from '../../core/ide/mention.ts';
import type { ThreadLinter } from './lint-parts.ts';
import {
  lintThreadMark,
  type LintQuestion,
  type LintQuestions,
  type LintThreadRequest,
  type LintThreadResponse,
  type SentFinding,
  type SentMention,
} from './lint-thread-protocol.ts';

type Answer = LintQuestions[keyof LintQuestions]['answer'];

/** Starts a thread that lints one root. `program` is the server's own, which sees by the mark what it is started as. */
export function createLintThread(program: URL): ThreadLinter {
  const thread = new LintThread(program);
  return {
    async lint(snapshot, settings) {
      const sent = await thread.ask({ name: 'lint', snapshot, settings });
      return sent?.map(fromSentFinding);
    },
    stop: () => thread.stop(),
    fixAll: (file) => thread.ask({ name: 'fixAll', file }),
    fixWorkspace: async () => (await thread.ask({ name: 'fixWorkspace' })) ?? new Map(),
    listPaths: async (file) => toMentions(await soon(thread.ask({ name: 'listPaths', file }))),
    findMentions: async (file, offset) =>
      toMentions(await soon(thread.ask({ name: 'findMentions', file, offset }))),
    findSuppressionLine: (finding) =>
      thread.ask({ name: 'findSuppressionLine', finding: { ...finding, fixes: [] } }),
    close: () => thread.close(),
  };
}

/** Milliseconds that somebody who points at a word waits for the thread: a large file has very many words. */
const patience = 80;

async function soon<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), patience);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

class LintThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PromiseWithResolvers<Answer>>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(program: URL) {
    this.#worker = new Worker(program, { workerData: lintThreadMark });
    this.#worker.on('message', (response: LintThreadResponse) => this.#take(response));
    this.#worker.on('error', (error: unknown) => {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on('exit', () => this.#end(new Error('the thread that lints has ended')));
    // The server ends with its input, whatever is linted.
    this.#worker.unref();
  }

  async ask<Question extends LintQuestion>(
    question: Question,
  ): Promise<LintQuestions[Question['name']]['answer']> {
    if (this.#ended !== undefined) throw this.#ended;
    this.#lastId += 1;
    const answer = Promise.withResolvers<Answer>();
    this.#pending.set(this.#lastId, answer);
    this.#send({ id: this.#lastId, question });
    return answer.promise;
  }

  stop(): void {
    this.#send({ id: 0 });
  }

  close(): void {
    void this.#worker.terminate();
  }

  #send(request: LintThreadRequest): void {
    this.#worker.postMessage(request, []);
  }

  #take(response: LintThreadResponse): void {
    const answer = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if ('failure' in response) answer?.reject(new Error(response.failure));
    else answer?.resolve(response.answer);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#ended);
    this.#pending.clear();
  }
}

function fromSentFinding(finding: SentFinding): Finding {
  return {
    ...finding,
    fixes: finding.fixes.map(({ title, kind, edits }) => ({ title, kind, edits: () => edits })),
  };
}

function toMentions(sent: readonly SentMention[] | undefined): readonly Mention[] {
  return (sent ?? []).map(({ kind, at, targets, text }) => ({
    kind,
    at,
    targets,
    text: () => text,
  }));
}
