import { join } from 'node:path';
import type { DatasetInput, Metric, MetricPoint, Run } from '../../../ports/tracking-store.ts';
import { findValue, runNameOf, sortByKey, toKeyValues } from '../key-values.ts';
import { toLifecycleStage, toRunStatus } from '../vocabulary.ts';
import type { Meta } from './meta-yaml.ts';
import { findLatest, parseMetricLines } from './metric-lines.ts';
import { mapInParallel, type StoreFolder } from './store-folder.ts';

/** A history is one file; a larger one is not read. */
const maxMetricBytes = 64 * 1024 * 1024;

/** A run's folder with what its `meta.yaml` says: enough to sort and page by. */
export interface RunFolder {
  readonly id: string;
  readonly path: string;
  readonly experimentPath: string;
  readonly experimentId: string;
  readonly meta: Meta;
}

const reserved: readonly string[] = ['tags', 'datasets', 'models', 'traces'];

/** The runs below an experiment's folder; folders without a readable `meta.yaml` are skipped, as MLflow does. */
export async function listRunFolders(
  folder: StoreFolder,
  experiment: { readonly id: string; readonly path: string },
): Promise<readonly RunFolder[]> {
  const names = await folder.folders(experiment.path);
  const runs = await mapInParallel(
    names.filter((name) => !reserved.includes(name)),
    (name) => findRunFolder(folder, experiment, name),
  );
  return runs.filter((run) => run !== undefined);
}

export async function findRunFolder(
  folder: StoreFolder,
  experiment: { readonly id: string; readonly path: string },
  id: string,
): Promise<RunFolder | undefined> {
  const path = join(experiment.path, id);
  const meta = await folder.findMeta(path);
  if (meta === undefined || meta.text('experiment_id') !== experiment.id) return undefined;
  return { id, path, meta, experimentId: experiment.id, experimentPath: experiment.path };
}

export async function loadRun(folder: StoreFolder, run: RunFolder): Promise<Run> {
  const { path, meta } = run;
  const tags = toKeyValues(await folder.entries(join(path, 'tags')));
  const params = toKeyValues(await folder.entries(join(path, 'params')));
  const startedAt = meta.number('start_time');
  const endedAt = meta.number('end_time');
  const parentRunId = findValue(tags, 'mlflow.parentRunId');
  return {
    id: run.id,
    experimentId: run.experimentId,
    name: runNameOf(tags, meta.text('run_name') ?? meta.text('name')),
    status: toRunStatus(meta.text('status') ?? ''),
    lifecycleStage: toLifecycleStage(meta.text('lifecycle_stage')),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    userId: meta.text('user_id') ?? '',
    artifactUri: meta.text('artifact_uri') ?? '',
    ...(parentRunId === undefined ? {} : { parentRunId }),
    params,
    metrics: await loadMetrics(folder, path),
    tags,
    ...(await loadInputs(folder, run)),
    modelOutputs: await folder.folders(join(path, 'outputs')),
  };
}

export async function loadMetricHistory(
  folder: StoreFolder,
  runPath: string,
  key: string,
): Promise<readonly MetricPoint[]> {
  // The key is a path below the folder; one that leads out of it names no metric.
  if (key.split('/').some((part) => part === '' || part === '.' || part === '..')) return [];
  const text = await folder.findText(join(runPath, 'metrics', key), maxMetricBytes);
  return text === undefined ? [] : parseMetricLines(text);
}

async function loadMetrics(folder: StoreFolder, runPath: string): Promise<readonly Metric[]> {
  const keys = await folder.keys(join(runPath, 'metrics'));
  const metrics = await mapInParallel(keys, async (key) => {
    const latest = findLatest(await loadMetricHistory(folder, runPath, key));
    return latest === undefined ? [] : [{ key, ...latest }];
  });
  return sortByKey(metrics.flat());
}

async function loadInputs(
  folder: StoreFolder,
  run: RunFolder,
): Promise<{ datasets: readonly DatasetInput[]; modelInputs: readonly string[] }> {
  const path = join(run.path, 'inputs');
  const inputs = await mapInParallel(await folder.folders(path), async (name) => ({
    name,
    meta: await folder.findMeta(join(path, name)),
  }));
  const datasets = await mapInParallel(inputs, async ({ meta }) =>
    meta?.text('source_type') === 'DATASET' ? loadDataset(folder, run, meta) : [],
  );
  const modelInputs = inputs
    .filter(({ meta }) => meta?.text('source_type') === 'RUN_INPUT')
    .map(({ name, meta }) => meta?.text('destination_id') ?? name);
  return { datasets: datasets.flat(), modelInputs };
}

async function loadDataset(
  folder: StoreFolder,
  run: RunFolder,
  input: Meta,
): Promise<readonly DatasetInput[]> {
  const id = input.text('source_id');
  if (id === undefined || !/^[\w-]+$/u.test(id)) return [];
  const dataset = await folder.findMeta(join(run.experimentPath, 'datasets', id));
  if (dataset === undefined) return [];
  return [
    {
      name: dataset.text('name') ?? '',
      digest: dataset.text('digest') ?? '',
      sourceType: dataset.text('source_type') ?? '',
      tags: toKeyValues(input.pairs('tags')),
    },
  ];
}
