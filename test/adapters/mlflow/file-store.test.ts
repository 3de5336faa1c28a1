import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseMeta } from '../../../src/adapters/mlflow/files/meta-yaml.ts';
import { findLatest, parseMetricLines } from '../../../src/adapters/mlflow/files/metric-lines.ts';
import { FileTrackingStore } from '../../../src/adapters/mlflow/files/file-tracking-store.ts';
import { DiskFileStore } from '../../../src/adapters/node/disk-file-store.ts';

const { signal } = new AbortController();
const experimentId = '355912334737278137';
const runId = '9c4a0c98d2f14c0f8d3b6a3c5a1e7f00';

describe('A folder of runs', () => {
  let root: string;
  let store: FileTrackingStore;

  const put = async (file: string, text: string) => {
    const target = path.join(root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  };
  const runs = async () => {
    const query = { experimentIds: [experimentId], view: 'all' as const, pageSize: 10 };
    return (await store.runs(query, signal)).items;
  };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'drydock-files-'));
    store = new FileTrackingStore({ files: new DiskFileStore(), folder: root });
    await put(
      `${experimentId}/meta.yaml`,
      `experiment_id: '${experimentId}'\nlifecycle_stage: active\nname: exp\nartifact_location: file:///far/away\n`,
    );
    await put(
      `${experimentId}/${runId}/meta.yaml`,
      `experiment_id: '${experimentId}'\nrun_name: field\nstatus: 3\nstart_time: 5\nend_time: null\nlifecycle_stage: active\n`,
    );
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('keeps ids of 18 digits exact', async () => {
    const { items } = await store.experiments({ view: 'all', pageSize: 5 }, signal);
    expect(items.map(({ id }) => id)).toEqual([experimentId]);
  });

  it('reads ids that nobody quoted', async () => {
    await put(`${experimentId}/meta.yaml`, `experiment_id: ${experimentId}\nname: exp\n`);
    const { items } = await store.experiments({ view: 'all', pageSize: 5 }, signal);
    expect(items.map(({ id }) => id)).toEqual([experimentId]);
  });

  it('takes the name from the tag first and keys with slashes from folders', async () => {
    expect((await runs())[0]).toMatchObject({ name: 'field', status: 'FINISHED', startedAt: 5 });
    await put(`${experimentId}/${runId}/tags/mlflow.runName`, 'tag');
    await put(`${experimentId}/${runId}/params/model/depth`, '3');
    const [run] = await runs();
    expect(run).toMatchObject({ name: 'tag', params: [{ key: 'model/depth', value: '3' }] });
    expect(run).not.toHaveProperty('endedAt');
  });

  it('skips what is no experiment and no run', async () => {
    await mkdir(path.join(root, '${MLFLOW_TRACKING_URI:-http:'));
    await mkdir(path.join(root, '7'));
    await put('8/meta.yaml', 'experiment_id: "9"\nname: other\n');
    await put('10/meta.yaml', '- no mapping\n');
    await put(`${experimentId}/broken/meta.yaml`, ': {{{');
    await mkdir(path.join(root, experimentId, 'empty'));
    const { items } = await store.experiments({ view: 'all', pageSize: 5 }, signal);
    expect(items.map(({ name }) => name)).toEqual(['exp']);
    expect((await runs()).map(({ id }) => id)).toEqual([runId]);
  });

  it('takes an experiment in the trash for deleted whatever its file says', async () => {
    await put('.trash/4/meta.yaml', "experiment_id: '4'\nname: gone\nlifecycle_stage: active\n");
    const { items } = await store.experiments({ view: 'deleted', pageSize: 5 }, signal);
    expect(items.map(({ name }) => name)).toEqual(['gone']);
  });

  it('leads no id and no key out of the folder', async () => {
    for (const id of ['..', '../..', `../${experimentId}/${runId}`, 'a/b']) {
      await expect(store.run(id, signal)).rejects.toMatchObject({ failure: 'not-found' });
    }
    const query = { runId, key: '../meta.yaml', pageSize: 5 };
    expect((await store.metricHistory(query, signal)).items).toEqual([]);
    const versions = await store.modelVersions({ name: `../${experimentId}`, pageSize: 5 }, signal);
    expect(versions.items).toEqual([]);
  });

  it('follows no link among the artifacts', async () => {
    await put('secret.txt', 'secret');
    await mkdir(path.join(root, experimentId, runId, 'artifacts'));
    await symlink(root, path.join(root, experimentId, runId, 'artifacts', 'link'));
    const place = { runId, path: 'link/secret.txt' };
    const read = store.readArtifact(place, { maxBytes: 100 }, signal);
    await expect(read).rejects.toMatchObject({ failure: 'not-found' });
  });

  it('is no store without experiments', async () => {
    await rm(path.join(root, experimentId), { recursive: true });
    await put('1/abc/artifacts/model.pkl', '');
    await expect(store.describe(signal)).rejects.toMatchObject({ failure: 'not-a-store' });
  });
});

describe('A file of metric points', () => {
  it('has two, three or five fields, words for what is no number, and perhaps an unfinished line', () => {
    const text = '1 0.5\n2 nan 1\n3 inf 2 data abc\n4 -inf 3\nbad\n5 1e-3 x\n6 0.2';
    expect(parseMetricLines(text)).toEqual([
      { timestamp: 1, value: 0.5, step: 0 },
      { timestamp: 2, value: Number.NaN, step: 1 },
      { timestamp: 3, value: Infinity, step: 2 },
      { timestamp: 4, value: -Infinity, step: 3 },
    ]);
  });

  it('has its latest point at the greatest step, then time, then value', () => {
    const points = parseMetricLines('9 1 0\n1 2 5\n3 4 5\n3 7 5\n2 8 5\n');
    expect(findLatest(points)).toEqual({ timestamp: 3, value: 7, step: 5 });
    expect(findLatest([])).toBeUndefined();
  });
});

describe('A meta.yaml', () => {
  it('keeps text as written and knows null', () => {
    const meta = parseMeta(
      "a: '012'\nb: 012\nc: null\nd: ''\ne: ~\nf: 'null'\ng: {x: 1, y: two}\n",
    );
    const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => meta?.text(key));
    expect(texts).toEqual(['012', '012', undefined, '', undefined, 'null', undefined]);
    expect(meta?.pairs('g')).toEqual([
      ['x', '1'],
      ['y', 'two'],
    ]);
  });

  it('expands no aliases', () => {
    const lines = Array.from(
      { length: 40 },
      (_, index) => `a${index + 1}: &b${index + 1} [*b${index}, *b${index}]`,
    );
    expect(parseMeta(`a0: &b0 x\n${lines.join('\n')}`)?.text('a0')).toBe('x');
  });
});
