import { expect, it, vi } from 'vitest';
import type { EngineWatch } from '../../../src/app/engine-watch.ts';
import type { ViewNode } from '../../../src/app/view-node.ts';

interface Provider {
  getChildren(): Promise<readonly ViewNode[]>;
}

const editor = vi.hoisted(() => ({ providers: new Map<string, unknown>() }));

/** As much of an editor as views need before a row is drawn. */
vi.mock('vscode', () => {
  const disposable = { dispose: () => undefined };
  const subscribe = () => disposable;
  class EventEmitter {
    readonly event = subscribe;
    readonly fire = (): void => undefined;
    readonly dispose = (): void => undefined;
  }
  return {
    EventEmitter,
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    commands: { executeCommand: () => Promise.resolve() },
    l10n: { t: (message: string) => message },
    window: {
      createTreeView: (id: string, options: { readonly treeDataProvider: unknown }) => {
        editor.providers.set(id, options.treeDataProvider);
        return { ...disposable, visible: true, onDidChangeVisibility: subscribe };
      },
    },
    workspace: {
      isTrusted: true,
      onDidGrantWorkspaceTrust: subscribe,
      onDidChangeWorkspaceFolders: subscribe,
    },
  };
});

const { Views } = await import('../../../src/client/views/views.ts');

const row: ViewNode = { id: 'run:1', kind: 'run', label: 'run', icon: 'beaker', context: ['run'] };

it('views load again what could not be loaded before', async () => {
  const errors: unknown[] = [];
  let attempts = 0;
  const watch: Pick<EngineWatch, 'subscribe'> = {
    subscribe: () => ({ setVisible: () => undefined, dispose: () => undefined }),
  };
  const views = new Views({
    loadParts: () => {
      attempts += 1;
      if (attempts === 1) return Promise.reject(new Error('a chunk could not be read'));
      return Promise.resolve({
        watch: watch as EngineWatch,
        engineViews: {} as never,
        loadMlflow: () => Promise.resolve({ rows: [row] }),
        toVolumesKey: () => '',
      });
    },
    onShow: () => undefined,
    onError: (error) => errors.push(error),
  });
  const mlflow = editor.providers.get('drydock.mlflow') as Provider;
  expect(await mlflow.getChildren()).toEqual([]);
  expect(errors).toHaveLength(1);
  // Nothing that a person does meanwhile may fail either.
  views.refresh();
  views.retryEngine();
  expect(await mlflow.getChildren()).toEqual([row]);
  expect(await mlflow.getChildren()).toEqual([row]);
  expect(attempts).toBe(2);
  views.dispose();
});
