import { describe, expect, it } from 'vitest';
import { discoverStores } from '../../../src/app/tracking/discover-stores.ts';
import { createTrackingSession } from '../../../src/app/tracking/tracking-session.ts';
import { trackingTree } from '../../../src/app/tracking/tracking-tree.ts';
import type { ViewNode } from '../../../src/app/view-node.ts';
import {
  TrackingError,
  type TrackingStore,
  type TrackingStoreOpener,
} from '../../../src/ports/tracking-store.ts';
import {
  createFakeTrackingStore,
  fakeExperiment,
  fakeRun,
  type FakeContents,
} from '../../support/fake-tracking-store.ts';
import { openRow, showTree } from '../../support/show-tree.ts';
import { createTideStore } from '../../support/tide-store.ts';

const stores = discoverStores([{ text: 'mlflow.db', folder: '/work', origin: 'workspace' }]);

function treeOf(store: TrackingStore): readonly ViewNode[] {
  const opener: TrackingStoreOpener = { open: () => Promise.resolve(store) };
  return trackingTree({ stores, session: createTrackingSession(opener) });
}

async function runsOf(contents: FakeContents): Promise<readonly ViewNode[]> {
  const experiments = [fakeExperiment({ id: '1', name: 'exp' })];
  const rows = await openRow(
    treeOf(createFakeTrackingStore({ experiments, ...contents })),
    'mlflow.db',
  );
  return openRow(rows, 'exp');
}

describe('The MLflow tree', () => {
  it('shows experiments, nested runs with their state, duration and metrics, and models', async () => {
    expect(await showTree(treeOf(createTideStore()), 4)).toBe(
      [
        'database: mlflow.db | workspace',
        '  beaker: Default',
        '    info: No runs yet',
        '  beaker: tides',
        '    error: broken | 0ms',
        '      tag: Tags | 1',
        '      files: Artifacts',
        '    pass: sweep | 0ms',
        '      pass: sweep-2 | 0ms  loss 0.5',
        '      pass: sweep-1 | 30s  val/loss NaN, loss 0.25',
        '      files: Artifacts',
        '  library: Registered models',
        '    package: tide-height | champion → 1',
        '      versions: Version 2',
        '      versions: Version 1 | @champion',
      ].join('\n'),
    );
  });

  it('shows what a run logged in groups', async () => {
    const tides = await openRow(await openRow(treeOf(createTideStore()), 'mlflow.db'), 'tides');
    const run = await openRow(await openRow(tides, 'sweep'), 'sweep-1');
    expect(await showTree(run, 3)).toBe(
      [
        'settings: Parameters | 2',
        '  symbol-field: lr | 0.1',
        '  symbol-field: model/depth | 3',
        'graph: Metrics | 2',
        '  symbol-field: loss | 0.25',
        '  symbol-field: val/loss | NaN',
        'tag: Tags | 1',
        '  symbol-field: mlflow.note.content | two lines',
        'table: Datasets | 1',
        '  symbol-field: gauge | training, local, abc123',
        'files: Artifacts',
        '  folder: plots',
        '    file: high.csv | 4 B',
        '  file: report.txt | 5 B',
      ].join('\n'),
    );
  });

  it('tells the version of a store that has been opened', async () => {
    const opener: TrackingStoreOpener = { open: () => Promise.resolve(createTideStore()) };
    const session = createTrackingSession(opener);
    await openRow(trackingTree({ stores, session }), 'mlflow.db');
    const [row] = trackingTree({ stores, session });
    expect(row?.detail).toBe('MLflow 3.17, workspace');
    expect(session.find(stores[0]?.id ?? '')).toBeDefined();
    await session.close();
    expect(session.find(stores[0]?.id ?? '')).toBeUndefined();
  });

  it('gives every row its own id, the same after a refresh', async () => {
    const ids = async () => {
      const found: string[] = [];
      const walk = async (rows: readonly ViewNode[]): Promise<void> => {
        for (const row of rows) {
          found.push(row.id);
          await walk((await row.children?.(new AbortController().signal)) ?? []);
        }
      };
      await walk(treeOf(createTideStore()));
      return found;
    };
    const first = await ids();
    expect(new Set(first).size).toBe(first.length);
    expect(await ids()).toEqual(first);
  });

  it('pages runs by 50 below a row that loads more', async () => {
    const runs = Array.from({ length: 120 }, (_, index) =>
      fakeRun({ id: `r${index}`, startedAt: 1_000_000 - index }),
    );
    const first = await runsOf({ runs });
    expect(first).toHaveLength(51);
    const second = await openRow(first, 'Load more');
    const third = await openRow(second, 'Load more');
    const labels = [...first, ...second, ...third].map(({ label }) => label);
    expect(labels.filter((label) => label !== 'Load more')).toEqual(runs.map(({ id }) => id));
  });

  it('loses no run whose parents are missing or go in circles', async () => {
    const rows = await runsOf({
      runs: [
        fakeRun({ id: 'orphan', parentRunId: 'gone' }),
        fakeRun({ id: 'a', parentRunId: 'b' }),
        fakeRun({ id: 'b', parentRunId: 'a' }),
        fakeRun({ id: 'self', parentRunId: 'self' }),
      ],
    });
    expect(rows.map(({ label }) => label).toSorted()).toEqual(['a', 'b', 'orphan', 'self']);
  });

  it('makes the text of strangers harmless', async () => {
    const evil = `\u202Eevil\n$(x) ${'x'.repeat(1000)}`;
    const entries = [{ key: evil, value: evil }];
    const rows = await runsOf({
      runs: [fakeRun({ id: 'r', name: evil, params: entries, tags: entries })],
    });
    const all = [...rows, ...((await rows[0]?.children?.(new AbortController().signal)) ?? [])];
    const values = await openRow(all, 'Parameters');
    for (const { label, detail } of [...all, ...values]) {
      expect(label.length).toBeLessThanOrEqual(200);
      expect(`${label}${detail ?? ''}`).not.toMatch(/[\n\u202E]/u);
    }
  });

  it('turns a failure into one row with a reason and something to do', async () => {
    const opener: TrackingStoreOpener = {
      open: () => Promise.reject(new TrackingError('host-rejected', 'Invalid Host header')),
    };
    const tree = trackingTree({ stores, session: createTrackingSession(opener) });
    const rows = await openRow(tree, 'mlflow.db');
    expect(rows).toMatchObject([
      {
        kind: 'notice',
        label: expect.stringContaining('--allowed-hosts') as string,
        tooltip: 'Invalid Host header',
        command: 'drydock.view.refresh',
      },
    ]);
  });

  it('closes a store that does not say what it is, and asks again the next time', async () => {
    let closed = 0;
    let asked = 0;
    const store = createTideStore();
    store.describe = () => {
      asked += 1;
      return Promise.reject(new TrackingError('unreachable', 'refused'));
    };
    store.close = () => {
      closed += 1;
      return Promise.resolve();
    };
    const tree = treeOf(store);
    await openRow(tree, 'mlflow.db');
    await openRow(tree, 'mlflow.db');
    expect([asked, closed]).toEqual([2, 2]);
  });

  it('rejects when the caller aborts, and makes no row of it', async () => {
    const [row] = treeOf(createTideStore());
    const reason = new Error('enough');
    await expect(row?.children?.(AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
