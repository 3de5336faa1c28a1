import * as vscode from 'vscode';
import { commands, getCommand, isCommandId, type CommandId } from '../manifest/commands.data.ts';
import type { Command, CommandContext } from './command-context.ts';

/** Loads a command's code when it is first run. */
export type CommandTable = Readonly<Record<CommandId, () => Promise<Command>>>;

export interface RegisterOptions {
  readonly table: CommandTable;
  readonly output: vscode.LogOutputChannel;
  readonly createContext: (signal: AbortSignal) => Promise<CommandContext>;
}

/** Registers every command of the manifest: each is refused without trust, logged, and its failure told in one sentence. */
export function registerCommands(options: RegisterOptions): vscode.Disposable {
  const ending = new AbortController();
  const registered = Object.keys(commands)
    .filter(isCommandId)
    .map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) =>
        run(id, argument, { ...options, signal: ending.signal }),
      ),
    );
  return vscode.Disposable.from(...registered, { dispose: () => ending.abort() });
}

async function run(
  id: CommandId,
  argument: unknown,
  { table, output, createContext, signal }: RegisterOptions & { readonly signal: AbortSignal },
): Promise<void> {
  // A command can be called even where no menu offers it.
  if (getCommand(id).untrusted !== true && !vscode.workspace.isTrusted) {
    void refuse();
    return;
  }
  output.debug(`${id} begins`);
  try {
    const [command, context] = await Promise.all([table[id](), createContext(signal)]);
    await command(context, argument);
    output.debug(`${id} ended`);
  } catch (error) {
    if (isCancellation(error)) return;
    output.error(`${id} failed`, toLogText(error));
    // Who ran the command need not wait until a person has read what went wrong.
    void tell(error, output);
  }
}

async function refuse(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Drydock does this in trusted workspaces only.'),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

async function tell(error: unknown, output: vscode.LogOutputChannel): Promise<void> {
  const show = vscode.l10n.t('Show Output');
  const message = error instanceof Error ? error.message : String(error);
  if ((await vscode.window.showErrorMessage(message, show)) === show) output.show();
}

function isCancellation(error: unknown): boolean {
  if (error instanceof vscode.CancellationError) return true;
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || ('failure' in error && error.failure === 'aborted');
}

/** Causes too: what a person reads in the message is only the outermost sentence. */
function toLogText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const log = 'log' in error && typeof error.log === 'string' ? `\n${error.log}` : '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${toLogText(error.cause)}`;
  return `${error.stack ?? error.message}${log}${cause}`;
}
