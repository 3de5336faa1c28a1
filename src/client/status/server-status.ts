import * as vscode from 'vscode';
import { documentSelector } from '../lint/document-selector.ts';
import type { ServerState } from '../lint/language-server.ts';

/** The language status item of compose files and Dockerfiles: what the linter is doing. */
export class ServerStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('drydock.server', [...documentSelector]);
    this.#item.name = 'Drydock';
    this.show('stopped');
  }

  show(state: ServerState): void {
    const { text, busy, severity } = describe(state);
    this.#item.text = text;
    this.#item.busy = busy;
    this.#item.severity = severity;
    this.#item.command = {
      command: state === 'failed' ? 'drydock.server.restart' : 'drydock.output.show',
      title: state === 'failed' ? vscode.l10n.t('Restart') : vscode.l10n.t('Show Output'),
    };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function describe(state: ServerState): {
  readonly text: string;
  readonly busy: boolean;
  readonly severity: vscode.LanguageStatusSeverity;
} {
  const { Information, Error: Failure } = vscode.LanguageStatusSeverity;
  switch (state) {
    case 'starting':
      return { text: vscode.l10n.t('Drydock is starting'), busy: true, severity: Information };
    case 'running':
      return { text: vscode.l10n.t('Drydock is ready'), busy: false, severity: Information };
    case 'stopped':
      return { text: vscode.l10n.t('Drydock is not running'), busy: false, severity: Information };
    case 'failed':
    default:
      return { text: vscode.l10n.t('Drydock has crashed'), busy: false, severity: Failure };
  }
}
