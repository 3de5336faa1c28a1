import * as vscode from 'vscode';
import type { ViewNode } from '../../app/view-node.ts';
import { toTreeItem } from './to-tree-item.ts';
import type { ViewContent } from './view-content.ts';

export interface ViewTreeOptions {
  readonly load: (signal: AbortSignal) => Promise<ViewContent>;
  /** Context key that the view's welcome texts look at. */
  readonly emptyKey: string;
  readonly onError: (error: unknown) => void;
}

/** The one tree provider: draws whatever rows a use case gives, and asks again when told that they changed. */
export class ViewTree implements vscode.TreeDataProvider<ViewNode>, vscode.Disposable {
  readonly #options: ViewTreeOptions;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** Of everything that is being loaded for what is shown now. */
  #loading = new AbortController();

  constructor(options: ViewTreeOptions) {
    this.#options = options;
  }

  refresh(): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#changed.fire(undefined);
  }

  getTreeItem(node: ViewNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  async getChildren(node?: ViewNode): Promise<ViewNode[]> {
    const { signal } = this.#loading;
    try {
      if (node !== undefined) return [...((await node.children?.(signal)) ?? [])];
      const { rows, empty } = await this.#options.load(signal);
      const reason = rows.length === 0 ? (empty ?? '') : '';
      void vscode.commands.executeCommand('setContext', this.#options.emptyKey, reason);
      return [...rows];
    } catch (error) {
      if (!signal.aborted) this.#options.onError(error);
      return [];
    }
  }

  dispose(): void {
    this.#loading.abort();
    this.#changed.dispose();
  }
}
