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
  type FixedText,
  type LintCounts,
  type LintProgress,
  type RuleEntry,
} from '../../core/ide/language-requests.ts';
import { CrashPolicy } from './crash-policy.ts';
import { documentSelector } from './document-selector.ts';
import { ShownFindings, type FindingCounts } from './shown-findings.ts';

export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

export interface LanguageServerOptions {
  /** Absolute path of the server's program. */
  readonly module: string;
  readonly output: vscode.LogOutputChannel;
  readonly onState: (state: ServerState) => void;
  readonly onCount: (counts: FindingCounts) => void;
}

/** The language server's process, as long as it is wanted. */
export class LanguageServer {
  readonly #options: LanguageServerOptions;
  #client: LanguageClient | undefined;
  /** What listens for the present client. */
  #attached = new vscode.Disposable(() => undefined);
  #starting: Promise<void> | undefined;
  /** The server crashed, and the next one is about to start. */
  #isRestarting = false;
  #report: (progress: LintProgress) => void = () => undefined;

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
    this.#attached.dispose();
    this.#options.onState('stopped');
  }

  async lintWorkspace(
    signal: AbortSignal,
    report: (progress: LintProgress) => void,
  ): Promise<LintCounts> {
    this.#report = report;
    return this.#ask<LintCounts>(languageRequests.lintWorkspace, signal);
  }

  async fixWorkspace(signal: AbortSignal): Promise<readonly FixedText[]> {
    return this.#ask<readonly FixedText[]>(languageRequests.fixWorkspace, signal);
  }

  async #ask<Answer>(request: string, signal: AbortSignal): Promise<Answer> {
    await this.start();
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const client = this.#client;
      if (client === undefined) throw new vscode.CancellationError();
      return await client.sendRequest<Answer>(request, source.token);
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
    this.#isRestarting = false;
    const server: ServerOptions = { module, transport: TransportKind.stdio };
    const shown = new ShownFindings(this.#options.onCount);
    const options = this.#toClientOptions(output, shown);
    const client = new LanguageClient('drydock', 'Drydock', server, options);
    this.#client = client;
    this.#attached.dispose();
    this.#attached = vscode.Disposable.from(
      shown,
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Starting) shown.clear();
        if (this.#client !== client) return;
        // Whoever stops it on purpose forgets the client first, so this one crashed.
        onState(toServerState(newState) ?? (this.#isRestarting ? 'starting' : 'failed'));
        this.#isRestarting = false;
      }),
      client.onNotification(languageRequests.lintProgress, (progress: LintProgress) =>
        this.#report(progress),
      ),
      // Which extensions there are decides what is left to them; the server asks for it with the settings.
      vscode.extensions.onDidChange(() => {
        if (client.isRunning()) {
          void client.sendNotification('workspace/didChangeConfiguration', { settings: null });
        }
      }),
    );
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

  #toClientOptions(output: vscode.LogOutputChannel, shown: ShownFindings): LanguageClientOptions {
    return {
      documentSelector: [...documentSelector],
      outputChannel: output,
      errorHandler: new CrashPolicy((isRestarting) => {
        this.#isRestarting = isRestarting;
      }),
      initializationOptions: {
        // VS Code pulls only what is in a tab and forgets the findings of a closed one, which would leave the file without any.
        diagnostics: 'push',
        // The finding's code in the Problems view opens the rule's page inside VS Code.
        rulePage: 'command:drydock.rule.open?%5B%22{rule}%22%5D',
      },
      markdown: { isTrusted: { enabledCommands: ['drydock.rule.open'] } },
      diagnosticCollectionName: 'drydock',
      middleware: {
        handleDiagnostics: (uri, findings, next) => shown.take(uri, findings, next),
        workspace: {
          configuration: async (params, token, next) => {
            const answers: unknown = await next(params, token);
            return Array.isArray(answers) ? answers.map(withExtensions) : [];
          },
        },
      },
    };
  }
}

/** The server leaves to other extensions what they say too. */
function withExtensions(settings: unknown): unknown {
  if (typeof settings !== 'object') return settings;
  return { ...settings, extensions: vscode.extensions.all.map(({ id }) => id) };
}

/** Undefined for a client that has stopped. */
function toServerState(state: State): ServerState | undefined {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    default:
      return undefined;
  }
}
