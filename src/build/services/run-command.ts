import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; the command is killed after them. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
}

export interface CommandResult {
  /** `undefined` when a signal ended the command. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that was needed ended with an error, could not be started, or took too long. */
class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly result: CommandResult | undefined;

  constructor(message: string, result?: CommandResult, cause?: unknown) {
    super(message, { cause });
    this.result = result;
  }
}

const TEN_MINUTES = 600_000;

/** Runs a command to its end and returns what it printed; rejects with `CommandError` when it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const result = await tryCommand(command, args, options);
  if (result.exitCode === 0) return result;
  const said = lastLines(result.stderr.trim() === '' ? result.stdout : result.stderr, 15);
  const ending = result.exitCode === undefined ? 'was ended' : `failed with ${result.exitCode}`;
  throw new CommandError(`\`${[command, ...args].join(' ')}\` ${ending}\n${said}`, result);
}

/** As `runCommand`, but an exit code other than 0 is a result and not an error. */
export async function tryCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const deadline = AbortSignal.timeout(options.deadline ?? TEN_MINUTES);
  const signal =
    options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  return new Promise((resolve, reject) => {
    const spawnOptions: SpawnOptions = { stdio: ['pipe', 'pipe', 'pipe'], signal };
    if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
    if (options.env !== undefined) spawnOptions.env = options.env;
    const child = spawn(command, args, spawnOptions);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (cause) => {
      const why = deadline.aborted ? 'took too long' : cause.message;
      reject(new CommandError(`\`${command}\` could not run: ${why}`, undefined, cause));
    });
    child.once('close', (code) => resolve({ exitCode: code ?? undefined, stdout, stderr }));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

/** The full path of a program on PATH, or `undefined`. */
export async function findProgram(name: string, env = process.env): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found && folder !== '') return file;
  }
  return undefined;
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
