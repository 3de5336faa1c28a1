import * as vscode from 'vscode';
import {
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import {
  languageRequests,
  type LintCounts,
  type RuleEntry,
} from '../../core/ide/language-requests.ts';
import { CrashPolicy } from './crash-policy.ts';
import { documentSelector } from './document-selector.ts';

export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

export interface LanguageServerOptions {
  /** Absolute path of the server's program. */
  readonly module: string;
  readonly output: vscode.LogOutputChannel;
  readonly onState: (state: ServerState) => void;
}

/** The language server's process, as long as it is wanted. */
export class LanguageServer {
  readonly #options: LanguageServerOptions;
  #client: LanguageClient | undefined;
  #starting: Promise<void> | undefined;

  constructor(options: LanguageServerOptions) {
    this.#options = options;
  }

  /** Starts it unless it runs. */
  start(): Promise<void> {
    this.#starting ??= this.#startNew();
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await this.#starting?.catch(() => undefined);
    this.#starting = undefined;
    // A client that failed to start cannot be stopped, and says so by throwing.
    if (client?.isRunning() === true) await client.stop();
    await client?.dispose().catch(() => undefined);
    this.#options.onState('stopped');
  }

  async lintWorkspace(signal: AbortSignal): Promise<LintCounts> {
    await this.start();
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const client = this.#client;
      if (client === undefined) throw new vscode.CancellationError();
      return await client.sendRequest<LintCounts>(languageRequests.lintWorkspace, source.token);
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  }

  async listRules(): Promise<readonly RuleEntry[]> {
    await this.start();
    return (
      (await this.#client?.sendRequest<readonly RuleEntry[]>(languageRequests.listRules)) ?? []
    );
  }

  async #startNew(): Promise<void> {
    const { module, output, onState } = this.#options;
    const server: ServerOptions = { module, transport: TransportKind.stdio };
    const client = new LanguageClient('drydock', 'Drydock', server, this.#toClientOptions(output));
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.#client === client) onState(toServerState(newState));
    });
    onState('starting');
    try {
      await client.start();
    } catch (error) {
      this.#starting = undefined;
      onState('failed');
      output.error('The language server did not start', String(error));
      throw new Error(vscode.l10n.t('The language server did not start.'), { cause: error });
    }
  }

  #toClientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
    return {
      documentSelector: [...documentSelector],
      outputChannel: output,
      errorHandler: new CrashPolicy(() => this.#options.onState('failed')),
      initializationOptions: {
        // VS Code pulls only what is in a tab and forgets the findings of a closed one, which would leave the file without any.
        diagnostics: 'push',
        // The finding's code in the Problems view opens the rule's page inside VS Code.
        rulePage: 'command:drydock.rule.open?%5B%22{rule}%22%5D',
      },
      markdown: { isTrusted: { enabledCommands: ['drydock.rule.open'] } },
      diagnosticCollectionName: 'drydock',
    };
  }
}

function toServerState(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    case State.Stopped:
    default:
      return 'stopped';
  }
}
