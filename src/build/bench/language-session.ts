import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

export interface SessionOptions {
  /** The server's program and arguments, run by this Node. */
  readonly args: readonly string[];
  readonly folder: string;
  /** Answers `workspace/configuration`, one value for each section asked for. */
  readonly configure?: (section: string) => unknown;
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly { readonly message: string; readonly code?: unknown }[];
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Milliseconds after which a server that does not answer has failed. */
const patience = 120_000;

/** An editor's side of a language server that runs as a program on standard input and output. */
export class LanguageSession {
  readonly #child: ChildProcess;
  readonly #configure: (section: string) => unknown;
  readonly #answers = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #waiting = new Set<(published: Published) => void>();
  #input = Buffer.alloc(0);
  #lastId = 0;

  private constructor({ args, folder, configure }: SessionOptions) {
    this.#configure = configure ?? (() => null);
    this.#child = spawn(process.execPath, [...args], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.stdout?.on('data', (bytes: Buffer) => this.#take(bytes));
    this.#child.stdin?.on('error', () => undefined);
    this.#child.once('exit', (code) => {
      for (const { reject } of this.#answers.values()) {
        reject(new Error(`the server ended with ${code}: ${args[0]}`));
      }
    });
  }

  static async start(options: SessionOptions): Promise<LanguageSession> {
    const session = new LanguageSession(options);
    const uri = pathToFileURL(options.folder).href;
    await session.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        textDocument: { publishDiagnostics: { versionSupport: true } },
        workspace: { configuration: true, workspaceFolders: true },
      },
    });
    session.notify('initialized', {});
    return session;
  }

  request(method: string, params: unknown): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#answers.set(id, answer);
    this.#send({ id, method, params });
    return withDeadline(answer.promise, `no answer to ${method}`);
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The next diagnostics that `isWanted` accepts. Ask before the change that brings them. */
  nextPublished(isWanted: (published: Published) => boolean): Promise<Published> {
    const { promise, resolve } = Promise.withResolvers<Published>();
    const look = (published: Published): void => {
      if (!isWanted(published)) return;
      this.#waiting.delete(look);
      resolve(published);
    };
    this.#waiting.add(look);
    return withDeadline(promise, 'no diagnostics');
  }

  /** Megabytes (10⁶ bytes) of memory that the process holds now, as the kernel counts them. */
  async readMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8');
    return (Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#answers.clear();
    this.#child.kill('SIGKILL');
    await ended;
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #take(bytes: Buffer): void {
    this.#input = Buffer.concat([this.#input, bytes]);
    for (;;) {
      const head = this.#input.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(
        /content-length: (\d+)/i.exec(this.#input.toString('latin1', 0, head))?.[1],
      );
      const end = head + 4 + length;
      if (this.#input.length < end) return;
      const body = this.#input.toString('utf8', head + 4, end);
      this.#input = this.#input.subarray(end);
      this.#read(JSON.parse(body) as Message);
    }
  }

  #read({ id, method, params, result, error }: Message): void {
    if (method === 'textDocument/publishDiagnostics') {
      for (const look of this.#waiting) look(params as Published);
    } else if (method !== undefined && id !== undefined) {
      const { items } = (params ?? {}) as { items?: readonly { section?: string }[] };
      const values = (items ?? []).map(({ section }) => this.#configure(section ?? '') ?? null);
      const isAsked = method === 'workspace/configuration';
      this.#send({ id, result: isAsked ? values : null });
    } else if (typeof id === 'number') {
      const answer = this.#answers.get(id);
      this.#answers.delete(id);
      if (error === undefined) answer?.resolve(result);
      else answer?.reject(new Error(error.message));
    }
  }
}

async function withDeadline<Value>(work: Promise<Value>, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${patience} ms`)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
