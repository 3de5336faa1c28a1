import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectPages } from '../../src/ports/collect-pages.ts';
import type { Run, RunQuery, TrackingStore } from '../../src/ports/tracking-store.ts';

/** Some adapters look at the same things from different sides. */
export interface ContractSubject {
  readonly store: TrackingStore;
  close(): Promise<void>;
}

/**
 * What every tracking store must do. The subject holds what `test/integration/mlflow/fill-store.py` logs: the
 * experiment `tides` with the runs sweep, sweep-1, sweep-2 (nested in sweep), broken (failed) and dropped (deleted),
 * the deleted experiment `old tides`, and the model `tide-height` with two versions.
 */
export function trackingStoreContract(title: string, open: () => Promise<ContractSubject>): void {
  describe(`${title} as a tracking store`, () => {
    const { signal } = new AbortController();
    let subject: ContractSubject;
    let store: TrackingStore;
    let experimentId: string;

    beforeAll(async () => {
      subject = await open();
      store = subject.store;
      const { items } = await store.experiments({ view: 'active', pageSize: 10 }, signal);
      experimentId = items.find(({ name }) => name === 'tides')?.id ?? '';
    });
    afterAll(async () => {
      await subject.close();
    });

    const search = async (query: Partial<RunQuery>): Promise<readonly Run[]> => {
      const all = { experimentIds: [experimentId], view: 'active' as const, pageSize: 50 };
      return (await store.runs({ ...all, ...query }, signal)).items;
    };
    const names = (runs: readonly Run[]) => runs.map(({ name }) => name);
    const runCalled = async (name: string) => {
      const run = (await search({ view: 'all' })).find((candidate) => candidate.name === name);
      if (run === undefined) throw new Error(`no run ${name}`);
      return run;
    };

    it('says what it is', async () => {
      const { kind, location } = await store.describe(signal);
      expect(['server', 'sqlite', 'files']).toContain(kind);
      expect(location).not.toBe('');
    });

    it('lists experiments by name, deleted ones only when asked', async () => {
      const list = async (view: 'active' | 'deleted' | 'all') => {
        const { items } = await store.experiments({ view, pageSize: 10 }, signal);
        return items.map(({ name }) => name);
      };
      expect(await list('active')).toEqual(['Default', 'tides']);
      expect(await list('deleted')).toEqual(['old tides']);
      expect(await list('all')).toEqual(['Default', 'old tides', 'tides']);
    });

    it('keeps the tags of an experiment', async () => {
      const { items } = await store.experiments({ view: 'active', pageSize: 10 }, signal);
      const tides = items.find(({ name }) => name === 'tides');
      expect(tides?.tags).toEqual([{ key: 'harbor', value: 'north' }]);
      expect(tides?.lifecycleStage).toBe('active');
    });

    it('lists runs newest first, deleted ones only when asked', async () => {
      expect(names(await search({}))).toEqual(['broken', 'sweep-2', 'sweep-1', 'sweep']);
      expect(names(await search({ view: 'deleted' }))).toEqual(['dropped']);
      expect(await search({ experimentIds: [] })).toEqual([]);
      expect(await search({ experimentIds: ['999999'] })).toEqual([]);
    });

    it('tells everything about a run', async () => {
      const run = await runCalled('sweep-1');
      const parent = await runCalled('sweep');
      expect(run).toMatchObject({
        experimentId,
        status: 'FINISHED',
        lifecycleStage: 'active',
        startedAt: 1_777_000_060_000,
        endedAt: 1_777_000_090_000,
        parentRunId: parent.id,
        params: [
          { key: 'lr', value: '0.1' },
          { key: 'model/depth', value: '3' },
        ],
      });
      expect(run.metrics.map(({ key, value, step }) => [key, value, step])).toEqual([
        ['loss', 0.25, 2],
        ['val/loss', Number.NaN, 1],
      ]);
      expect(run.tags).toContainEqual({ key: 'mlflow.note.content', value: 'two\nlines' });
      expect(run.datasets).toEqual([
        {
          name: 'gauge',
          digest: 'abc123',
          sourceType: 'local',
          tags: [{ key: 'mlflow.data.context', value: 'training' }],
        },
      ]);
      expect(await store.run(run.id, signal)).toEqual(run);
    });

    it('fails with not-found for a run that is not there', async () => {
      const unknown = store.run('0123456789abcdef0123456789abcdef', signal);
      await expect(unknown).rejects.toMatchObject({ failure: 'not-found' });
    });

    it('pages runs without loss or doubles', async () => {
      const all = await collectPages((token) =>
        store.runs(
          {
            experimentIds: [experimentId],
            view: 'all',
            pageSize: 2,
            ...(token === undefined ? {} : { pageToken: token }),
          },
          signal,
        ),
      );
      expect(names(all).toSorted()).toEqual(['broken', 'dropped', 'sweep', 'sweep-1', 'sweep-2']);
    });

    it.each([
      ["params.lr = '0.1'", ['sweep-1']],
      ["params.`model/depth` != '3'", ['sweep-2']],
      ['metrics.loss < 0.5', ['sweep-1']],
      ['metrics.loss >= 0.25 and metrics.loss <= 0.5', ['sweep-2', 'sweep-1']],
      ["attributes.status = 'FAILED'", ['broken']],
      ["attributes.run_name LIKE 'sweep-%'", ['sweep-2', 'sweep-1']],
      ["tags.`mlflow.user` ILIKE 'GRACE'", ['broken']],
      ["attributes.run_name = 'nobody'", []],
    ])('filters by %s', async (filter, expected) => {
      expect(names(await search({ filter }))).toEqual(expected);
    });

    it('orders by a metric with missing values last', async () => {
      const up = await search({ orderBy: ['metrics.loss ASC'] });
      expect(names(up)).toEqual(['sweep-1', 'sweep-2', 'broken', 'sweep']);
      const down = await search({ orderBy: ['metrics.loss DESC'] });
      expect(names(down)).toEqual(['sweep-2', 'sweep-1', 'broken', 'sweep']);
    });

    it.each(["params.lr = '0.1' OR params.lr = '0.2'", 'metrics.loss <', "loss ~ 'x'"])(
      'fails with bad-query for %s',
      async (filter) => {
        await expect(search({ filter })).rejects.toMatchObject({ failure: 'bad-query' });
      },
    );

    it('gives the history of a metric in the order of logging, NaN included', async () => {
      const { id } = await runCalled('sweep-1');
      const history = async (key: string) => {
        const { items } = await store.metricHistory({ runId: id, key, pageSize: 100 }, signal);
        return items.map(({ step, timestamp, value }) => [step, timestamp, value]);
      };
      expect(await history('loss')).toEqual([
        [0, 1_777_000_061_000, 1],
        [1, 1_777_000_062_000, 0.5],
        [2, 1_777_000_063_000, 0.25],
      ]);
      expect(await history('val/loss')).toEqual([
        [0, 1_777_000_061_000, 2],
        [1, 1_777_000_062_000, Number.NaN],
      ]);
      expect(await history('nothing')).toEqual([]);
    });

    it('lists registered models with aliases, and their versions', async () => {
      const { items } = await store.registeredModels({ pageSize: 10 }, signal);
      expect(items).toMatchObject([
        {
          name: 'tide-height',
          description: 'Height of the tide.',
          tags: [{ key: 'owner', value: 'harbor' }],
          aliases: [{ key: 'champion', value: '1' }],
        },
      ]);
      const versions = await store.modelVersions({ name: 'tide-height', pageSize: 10 }, signal);
      const { id } = await runCalled('sweep-1');
      expect(versions.items.map(({ version }) => version).toSorted()).toEqual(['1', '2']);
      expect(versions.items.find(({ version }) => version === '1')).toMatchObject({
        runId: id,
        status: 'READY',
        tags: [{ key: 'checked', value: 'yes' }],
      });
      const none = await store.modelVersions({ name: 'nobody', pageSize: 10 }, signal);
      expect(none.items).toEqual([]);
    });

    it('lists artifacts folder by folder and reads them up to a limit', async () => {
      const { id } = await runCalled('sweep-1');
      expect(await store.artifacts({ runId: id, path: '' }, signal)).toEqual([
        { path: 'plots', isFolder: true },
        { path: 'report.txt', isFolder: false, size: 5 },
      ]);
      expect(await store.artifacts({ runId: id, path: 'plots' }, signal)).toEqual([
        { path: 'plots/high.csv', isFolder: false, size: 4 },
      ]);
      const place = { runId: id, path: 'plots/high.csv' };
      const bytes = await store.readArtifact(place, { maxBytes: 100 }, signal);
      expect(new TextDecoder().decode(bytes)).toBe('1,2\n');
      const tooLarge = store.readArtifact(place, { maxBytes: 3 }, signal);
      await expect(tooLarge).rejects.toMatchObject({ failure: 'too-large' });
    });

    it('rejects with the reason of an abort', async () => {
      const reason = new Error('enough');
      const aborted = AbortSignal.abort(reason);
      await expect(store.describe(aborted)).rejects.toBe(reason);
      await expect(store.run('x', aborted)).rejects.toBe(reason);
    });
  });
}
