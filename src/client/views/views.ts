import * as vscode from 'vscode';
import type { EngineSubscription, EngineWatch } from '../../app/engine-watch.ts';
import type { ViewNode } from '../../app/view-node.ts';
import { lazy } from '../lazy.ts';
import { contextKeys } from '../manifest/views.data.ts';
import type { EngineViews } from './engine-views.ts';
import { ViewTree } from './view-tree.ts';
import type { ViewContent } from './view-content.ts';

/** What the views need once one of them is on the screen. */
export interface ViewParts {
  readonly watch: EngineWatch;
  readonly engineViews: EngineViews;
  readonly loadMlflow: (signal: AbortSignal) => Promise<ViewContent>;
  readonly toVolumesKey: (state: EngineWatch['state']) => string;
}

export interface ViewsOptions {
  /** Called when a view is shown for the first time, and again after it failed. */
  readonly loadParts: () => Promise<ViewParts>;
  readonly onShow: () => void;
  readonly onError: (error: unknown) => void;
}

/** The three views of the container. The engine is watched only while one that shows it is on the screen. */
export class Views implements vscode.Disposable {
  readonly #options: ViewsOptions;
  readonly #services: ViewTree;
  readonly #volumes: ViewTree;
  readonly #mlflow: ViewTree;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #engineViews: vscode.TreeView<ViewNode>[];
  /** Absent until the parts are loaded. */
  #watch: EngineWatch | undefined;
  #subscription: EngineSubscription | undefined;
  #volumesKey = '';

  constructor(options: ViewsOptions) {
    this.#options = options;
    this.#services = this.#createTree(contextKeys.servicesEmpty, (signal) =>
      this.#loadServices(signal),
    );
    this.#volumes = this.#createTree(contextKeys.volumesEmpty, async (signal) => {
      const { engineViews } = await this.#load();
      return engineViews.volumes(signal);
    });
    this.#mlflow = this.#createTree(contextKeys.mlflowEmpty, async (signal) => {
      const { loadMlflow } = await this.#load();
      return loadMlflow(signal);
    });
    const services = this.#createView('drydock.services', this.#services);
    const volumes = this.#createView('drydock.volumes', this.#volumes);
    this.#createView('drydock.mlflow', this.#mlflow);
    this.#engineViews = [services, volumes];
    this.#disposables.push(
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshTrees()),
    );
  }

  /** Asks the engine again and draws everything anew. */
  refresh(): void {
    this.#noteVisibility();
    this.#watch?.refresh();
    this.refreshTrees();
  }

  refreshTrees(): void {
    this.#services.refresh();
    this.#volumes.refresh();
    this.#mlflow.refresh();
  }

  retryEngine(): void {
    this.#watch?.reopen();
  }

  dispose(): void {
    this.#subscription?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #createTree(emptyKey: string, load: (signal: AbortSignal) => Promise<ViewContent>): ViewTree {
    const tree = new ViewTree({ emptyKey, load, onError: this.#options.onError });
    this.#disposables.push(tree);
    return tree;
  }

  #createView(id: string, treeDataProvider: ViewTree): vscode.TreeView<ViewNode> {
    const view = vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true });
    this.#disposables.push(
      view,
      view.onDidChangeVisibility(() => this.#noteVisibility()),
    );
    return view;
  }

  async #loadServices(signal: AbortSignal): Promise<ViewContent> {
    const { engineViews } = await this.#load();
    const content = await engineViews.services(signal);
    const [services] = this.#engineViews;
    if (services !== undefined) {
      const { failed } = content;
      const tooltip =
        failed === 1
          ? vscode.l10n.t('1 service failed')
          : vscode.l10n.t('{0} services failed', failed);
      services.badge = failed === 0 ? undefined : { value: failed, tooltip };
    }
    return content;
  }

  /** A view asks for its rows when it is first shown, so this is where all begins. */
  readonly #load = lazy(async (): Promise<ViewParts> => {
    const parts = await this.#options.loadParts();
    this.#watch = parts.watch;
    this.#subscription = parts.watch.subscribe((state) => {
      this.#services.refresh();
      const key = parts.toVolumesKey(state);
      if (key !== this.#volumesKey) this.#volumes.refresh();
      this.#volumesKey = key;
    });
    this.#noteVisibility();
    this.#options.onShow();
    return parts;
  });

  /** Without trust no connection is opened, whatever is on the screen. */
  #noteVisibility(): void {
    const isVisible = this.#engineViews.some(({ visible }) => visible);
    this.#subscription?.setVisible(isVisible && vscode.workspace.isTrusted);
  }
}
