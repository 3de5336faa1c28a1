import * as vscode from 'vscode';

/** Read-only documents that exist only in memory: pages, logs, both sides of a preview. */
export class TextPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  static readonly scheme = 'drydock-page';
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(TextPages.scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.path)),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  /** Keeps a text under a path of its own and gives its address. */
  set(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: TextPages.scheme, path: `/${path}` });
    const isKnown = this.#texts.has(uri.path);
    this.#texts.set(uri.path, text);
    if (isKnown) this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}
