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
      vscode.languages.registerDocumentLinkProvider(
        { scheme: TextPages.scheme, pattern: '/page/**' },
        {
          provideDocumentLinks: async (document) => {
            const { linkPlaces } = await import('./link-places.ts');
            return [...(await linkPlaces(document))];
          },
        },
      ),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === TextPages.scheme) this.#texts.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Keeps a text under a path of its own and gives its address. `side` tells two texts of one path apart. */
  set(path: string, text: string, side = ''): vscode.Uri {
    const absolute = path.startsWith('/') ? path : `/${path}`;
    const uri = vscode.Uri.from({ scheme: TextPages.scheme, path: absolute, query: side });
    const key = uri.toString();
    const isKnown = this.#texts.has(key);
    this.#texts.set(key, text);
    if (isKnown) this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}
