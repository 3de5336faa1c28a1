import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is stopped. */
  readonly deadline: number;
  /** Milliseconds between asking it to stop and killing it. */
  readonly graceTime: number;
  /** Each line of either stream, without its end. */
  onLine(line: string): void;
}

export interface ProgramEnd {
  readonly exitCode: number;
  readonly ending: 'exited' | 'aborted' | 'deadline';
  /** The last of what it said on either stream. */
  readonly log: string;
}

/** Characters of output that are kept. */
const longestLog = 64 * 1024;

/** Runs a program without a shell. Resolves when it has ended, however that was; rejects only if it cannot be started. */
export async function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
  if (signal.aborted) return { exitCode: 1, ending: 'aborted', log: '' };
  const child = spawn(call.program, [...call.args], {
    cwd: call.cwd,
    env: call.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
  });
  const log = new LineLog((line) => call.onLine(line));
  log.follow(child.stdout);
  log.follow(child.stderr);
  const stopper = new Stopper(child, call, signal);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
    return { exitCode, ending: stopper.ending, log: log.text };
  } finally {
    stopper.dispose();
  }
}

/** Asks a program to stop when it is time, and kills it when it does not. */
class Stopper {
  ending: ProgramEnd['ending'] = 'exited';
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #graceTime: number;
  readonly #signal: AbortSignal;
  readonly #deadline: NodeJS.Timeout;
  readonly #onAbort = (): void => this.#stop('aborted');
  #killing: NodeJS.Timeout | undefined;

  constructor(
    child: ChildProcessByStdio<null, Readable, Readable>,
    call: ProgramCall,
    signal: AbortSignal,
  ) {
    this.#child = child;
    this.#graceTime = call.graceTime;
    this.#signal = signal;
    this.#deadline = setTimeout(() => this.#stop('deadline'), call.deadline);
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  dispose(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#killing);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #stop(ending: 'aborted' | 'deadline'): void {
    if (this.ending !== 'exited') return;
    this.ending = ending;
    this.#child.kill('SIGINT');
    this.#killing = setTimeout(() => this.#child.kill('SIGKILL'), this.#graceTime);
  }
}

class LineLog {
  readonly #onLine: (line: string) => void;
  #kept: string[] = [];
  #length = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  get text(): string {
    return this.#kept.join('\n').slice(-longestLog);
  }

  follow(stream: Readable): void {
    stream.setEncoding('utf8');
    let rest = '';
    stream.on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = (lines.pop() ?? '').slice(-longestLog);
      for (const line of lines) this.#add(line);
    });
    stream.on('end', () => {
      if (rest !== '') this.#add(rest);
    });
  }

  #add(line: string): void {
    this.#kept.push(line);
    this.#length += line.length + 1;
    if (this.#length > 2 * longestLog) {
      this.#kept = [this.text];
      this.#length = longestLog;
    }
    this.#onLine(line);
  }
}
