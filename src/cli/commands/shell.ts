import { parseArgs } from 'node:util';
import { openDebugShell } from '../../app/debug-shell.ts';
import type { DebugShell, DebugShellMode } from '../../app/debug-shell.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { findContainer } from '../find-container.ts';

const usage = 'Usage: drydock shell CONTAINER|SERVICE [--mode look|reproduce] [--command ARGV…]';

/** `drydock shell`: a shell by commit and run. Resolves after everything that it made is gone again. */
export const shellCommand: CliCommand = async (context, args) => {
  const request = parseRequest(args);
  if (request === undefined) {
    context.err(usage);
    return 2;
  }
  const size = request.command === undefined ? context.terminalSize() : undefined;
  const tty = size !== undefined && context.stdin.isTTY;
  if (request.command === undefined && !tty) {
    context.err('A shell needs a terminal: name a program with --command where there is none.');
    return 2;
  }
  const engine = await context.openEngine();
  try {
    const shell = await openDebugShell(
      engine,
      {
        container: await findContainer(context, engine, request.word),
        mode: request.mode,
        session: context.createSessionName(),
        now: context.now(),
        toolboxImage: context.env['DRYDOCK_TOOLBOX_IMAGE'] ?? 'busybox:musl',
        tty,
        ...(tty ? { size } : {}),
        ...(request.command === undefined ? {} : { command: request.command }),
      },
      context.signal,
    );
    for (const note of shell.notes) context.err(note);
    return await drive(context, shell, tty);
  } finally {
    engine.dispose();
  }
};

interface ShellArguments {
  readonly word: string;
  readonly mode: DebugShellMode;
  readonly command?: readonly string[];
}

/** What follows `--command` is the program's, whatever it looks like. */
function parseRequest(args: readonly string[]): ShellArguments | undefined {
  const at = args.indexOf('--command');
  const command = at === -1 ? undefined : args.slice(at + 1);
  const { values, positionals } = parseArgs({
    args: at === -1 ? [...args] : args.slice(0, at),
    allowPositionals: true,
    options: { mode: { type: 'string', default: 'reproduce' } },
  });
  const [word, ...rest] = positionals;
  if (word === undefined || rest.length > 0 || command?.length === 0) return undefined;
  if (values.mode !== 'look' && values.mode !== 'reproduce') return undefined;
  return { word, mode: values.mode, ...(command === undefined ? {} : { command }) };
}

/** Joins the shell to this process until it ends; ^C at a plain terminal ends both. */
async function drive(context: CliContext, shell: DebugShell, tty: boolean): Promise<number> {
  const { stdin, signal } = context;
  const onAbort = (): void => void shell.close();
  const onInput = (bytes: Buffer): void => {
    stdin.pause();
    void shell.write(bytes).then(() => stdin.resume());
  };
  const onInputEnd = (): void => shell.end();
  const resize = (): void => {
    const size = context.terminalSize();
    if (size !== undefined) shell.resize(size.columns, size.rows);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  if (tty) stdin.setRawMode(true);
  stdin.on('data', onInput).on('end', onInputEnd);
  const stopResizing = tty ? context.onResize(resize) : (): void => undefined;
  try {
    for await (const { stream, bytes } of shell.output) context.outBytes(stream, bytes);
    return await shell.exit;
  } finally {
    stopResizing();
    stdin.off('data', onInput).off('end', onInputEnd);
    if (tty) stdin.setRawMode(false);
    // A standard input that flows keeps the process alive.
    stdin.pause();
    signal.removeEventListener('abort', onAbort);
    await shell.close();
  }
}
