import type { DatasetInput, Run } from '../../../ports/tracking-store.ts';
import { findValue, runNameOf, sortByKey, toKeyValues } from '../key-values.ts';
import { toLifecycleStage, toRunStatus } from '../vocabulary.ts';
import type { OpenDatabase } from './open-store.ts';
import { toMetricPoint } from './read-metric-history.ts';
import {
  findNumber,
  findText,
  getText,
  groupRows,
  placeholders,
  readRows,
  type Row,
} from './rows.ts';

/** What lies in the other tables about one run. */
export interface RunDetails {
  readonly metrics: readonly Row[];
  readonly params: readonly Row[];
  readonly tags: readonly Row[];
  readonly datasets: readonly DatasetInput[];
  readonly models: readonly Row[];
}

/** Reads the details of some runs with one statement a table, each by the index on the run. */
export function readRunDetails(
  store: OpenDatabase,
  runIds: readonly string[],
): (runId: string) => RunDetails {
  const list = placeholders(runIds);
  const read = (columns: string, table: string) => {
    const sql = `SELECT run_uuid, ${columns} FROM ${table} WHERE run_uuid IN (${list})`;
    return runIds.length === 0
      ? new Map<string, Row[]>()
      : groupRows(readRows(store.database, sql, runIds), 'run_uuid');
  };
  const metrics = read('key, value, is_nan, step, timestamp', 'latest_metrics');
  const params = read('key, value', 'params');
  const tags = read('key, value', 'tags');
  const datasets = readDatasets(store, runIds);
  const models = readModels(store, runIds);
  return (runId) => ({
    metrics: metrics.get(runId) ?? [],
    params: params.get(runId) ?? [],
    tags: tags.get(runId) ?? [],
    datasets: datasets.get(runId) ?? [],
    models: models.get(runId) ?? [],
  });
}

export function toRun(row: Row, details: RunDetails): Run {
  const tags = toKeyValues(details.tags.map((tag) => [getText(tag, 'key'), getText(tag, 'value')]));
  const startedAt = findNumber(row, 'start_time');
  const endedAt = findNumber(row, 'end_time');
  const parentRunId = findValue(tags, 'mlflow.parentRunId');
  return {
    id: getText(row, 'run_uuid'),
    experimentId: getText(row, 'experiment_id'),
    name: runNameOf(tags, findText(row, 'name')),
    status: toRunStatus(getText(row, 'status')),
    lifecycleStage: toLifecycleStage(getText(row, 'lifecycle_stage')),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    userId: getText(row, 'user_id'),
    artifactUri: getText(row, 'artifact_uri'),
    ...(parentRunId === undefined ? {} : { parentRunId }),
    params: toKeyValues(
      details.params.map((param) => [getText(param, 'key'), getText(param, 'value')]),
    ),
    metrics: sortByKey(
      details.metrics.map((metric) => ({ key: getText(metric, 'key'), ...toMetricPoint(metric) })),
    ),
    tags,
    datasets: details.datasets,
    modelInputs: modelsOf(details, 'MODEL_INPUT'),
    modelOutputs: modelsOf(details, 'MODEL_OUTPUT'),
  };
}

function modelsOf({ models }: RunDetails, type: string): readonly string[] {
  return models
    .filter((row) => getText(row, 'type') === type)
    .map((row) => getText(row, 'model_id'));
}

function readDatasets(
  { database, schema }: OpenDatabase,
  runIds: readonly string[],
): ReadonlyMap<string, readonly DatasetInput[]> {
  if (runIds.length === 0 || !schema.hasTable('inputs') || !schema.hasTable('datasets'))
    return new Map();
  const rows = readRows(
    database,
    `SELECT input.destination_id AS run_uuid, input.input_uuid AS input_uuid, dataset.name AS name,
       dataset.digest AS digest, dataset.dataset_source_type AS source_type
     FROM inputs input JOIN datasets dataset ON dataset.dataset_uuid = input.source_id
     WHERE input.destination_type = 'RUN' AND +input.source_type = 'DATASET'
       AND input.destination_id IN (${placeholders(runIds)})
     ORDER BY dataset.dataset_uuid`,
    runIds,
  );
  const inputIds = rows.map((row) => getText(row, 'input_uuid'));
  const tags = groupRows(
    readRows(
      database,
      `SELECT input_uuid, name, value FROM input_tags WHERE input_uuid IN (${placeholders(inputIds)})`,
      inputIds,
    ),
    'input_uuid',
  );
  const byRun = Map.groupBy(rows, (row) => getText(row, 'run_uuid'));
  return new Map(
    [...byRun].map(([runId, inputs]) => [
      runId,
      inputs.map((row) => toDatasetInput(row, tags.get(getText(row, 'input_uuid')) ?? [])),
    ]),
  );
}

function toDatasetInput(row: Row, tags: readonly Row[]): DatasetInput {
  return {
    name: getText(row, 'name'),
    digest: getText(row, 'digest'),
    sourceType: getText(row, 'source_type'),
    tags: toKeyValues(tags.map((tag) => [getText(tag, 'name'), getText(tag, 'value')])),
  };
}

function readModels(
  { database, schema }: OpenDatabase,
  runIds: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  if (runIds.length === 0 || !schema.hasTable('logged_models')) return new Map();
  const rows = readRows(
    database,
    `SELECT source_id AS run_uuid, destination_type AS type, destination_id AS model_id FROM inputs
     WHERE source_type IN ('RUN_INPUT', 'RUN_OUTPUT') AND source_id IN (${placeholders(runIds)})
     ORDER BY destination_id`,
    runIds,
  );
  return groupRows(rows, 'run_uuid');
}
