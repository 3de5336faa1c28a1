import type { CliContext } from './command.ts';
import { commandTable } from './command-table.ts';
import { readProductVersion } from './product-folder.ts';
import { UsageError } from './usage-error.ts';

/** What shells call the end by ^C. */
const stoppedExitCode = 130;

/** Runs one call of the program and resolves with its exit code: 2 where it could not run and 130 where it was stopped, with one line that says why. */
export async function runCli(context: CliContext, argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    context.out(formatHelp());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    context.out(`${readProductVersion()}\n`);
    return 0;
  }
  const entry = commandTable.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    context.err(`drydock: there is no command "${name}"; --help lists them.`);
    return 2;
  }
  if (args.includes('--help')) {
    context.out(`Usage: drydock ${entry.usage}\n\n${entry.summary}.\n`);
    return 0;
  }
  try {
    const command = await entry.load();
    return await command(context, args);
  } catch (error) {
    if (context.signal.aborted) {
      context.err(`drydock ${name}: It was stopped before it had done its work.`);
      return stoppedExitCode;
    }
    const isExpected = error instanceof UsageError || isArgumentError(error);
    if (!isExpected && context.env['DRYDOCK_DEBUG'] !== undefined) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    context.err(`drydock ${name}: ${reason.split('\n')[0] ?? ''}`);
    return 2;
  }
}

function formatHelp(): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  const rows = commandTable.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Drydock looks after containerized machine-learning projects.',
    '',
    'Usage: drydock COMMAND [ARGUMENTS]',
    '',
    ...rows,
    '',
    'drydock COMMAND --help says what a command takes; drydock --version says which one this is.',
    '',
  ].join('\n');
}

/** What Node's own parser of arguments throws. */
function isArgumentError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}
