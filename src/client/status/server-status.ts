import * as vscode from 'vscode';
import { lintedDocuments } from '../lint/document-selector.ts';
import type { ServerState } from '../lint/language-server.ts';
import type { FindingCounts } from '../lint/shown-findings.ts';

/** The language status item of compose files and Dockerfiles: what the linter is doing. */
export class ServerStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  #state: ServerState = 'stopped';
  #counts: FindingCounts = { errors: 0, warnings: 0 };

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('drydock.server', [...lintedDocuments]);
    this.#item.name = 'Drydock';
    this.show('stopped');
  }

  get text(): string {
    return this.#item.text;
  }

  show(state: ServerState): void {
    this.#state = state;
    this.update();
  }

  count(counts: FindingCounts): void {
    this.#counts = counts;
    this.update();
  }

  /** For a setting that changed. */
  update(): void {
    const { errors, warnings } = this.#counts;
    const isOn = vscode.workspace.getConfiguration('drydock').get('lint.enable') !== false;
    const state = this.#state === 'running' && !isOn ? 'off' : this.#state;
    const { text, busy, severity, command } = describe(state);
    this.#item.text = text;
    this.#item.busy = busy;
    this.#item.severity = severity;
    this.#item.command = command;
    this.#item.detail =
      state === 'running' ? vscode.l10n.t('{0} errors and {1} warnings', errors, warnings) : '';
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function describe(state: ServerState | 'off'): {
  readonly text: string;
  readonly busy: boolean;
  readonly severity: vscode.LanguageStatusSeverity;
  readonly command: vscode.Command;
} {
  const { Information: severity, Error: failure } = vscode.LanguageStatusSeverity;
  const command = { command: 'drydock.output.show', title: vscode.l10n.t('Show Output') };
  switch (state) {
    case 'starting':
      return { text: vscode.l10n.t('Drydock is starting'), busy: true, severity, command };
    case 'running':
      return { text: vscode.l10n.t('Drydock is ready'), busy: false, severity, command };
    case 'off':
      return {
        text: vscode.l10n.t('Drydock is off'),
        busy: false,
        severity,
        command: openSetting(),
      };
    case 'stopped':
      return { text: vscode.l10n.t('Drydock is not running'), busy: false, severity, command };
    case 'failed':
    default: {
      const restart = { command: 'drydock.server.restart', title: vscode.l10n.t('Restart') };
      const text = vscode.l10n.t('Drydock has crashed');
      return { text, busy: false, severity: failure, command: restart };
    }
  }
}

function openSetting(): vscode.Command {
  const title = vscode.l10n.t('Open Settings');
  return { command: 'workbench.action.openSettings', title, arguments: ['drydock.lint.enable'] };
}
