import type { LoggedModel, LoggedModelQuery, Page } from '../../../ports/tracking-store.ts';
import { toKeyValues } from '../key-values.ts';
import { offsetOf, toPage } from '../page-token.ts';
import { toModelStatus } from '../vocabulary.ts';
import type { OpenDatabase } from './open-store.ts';
import { toExperimentIds } from './read-runs.ts';
import {
  findNumber,
  findText,
  getText,
  groupRows,
  placeholders,
  readRows,
  type Row,
} from './rows.ts';

export function readLoggedModels(store: OpenDatabase, query: LoggedModelQuery): Page<LoggedModel> {
  const experimentIds = toExperimentIds(query.experimentIds);
  if (experimentIds.length === 0 || !store.schema.hasTable('logged_models')) return { items: [] };
  const rows = readRows(
    store.database,
    `SELECT model_id, name, status, CAST(experiment_id AS TEXT) AS experiment_id, source_run_id, model_type,
       artifact_location, creation_timestamp_ms
     FROM logged_models WHERE experiment_id IN (${placeholders(experimentIds)}) AND lifecycle_stage = 'active'
     ORDER BY creation_timestamp_ms DESC, model_id LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    [...experimentIds, query.pageSize + 1, offsetOf(query)],
  );
  const page = toPage(rows, query);
  const ids = page.items.map((row) => getText(row, 'model_id'));
  const params = readOf(store, 'logged_model_params', 'param', ids);
  const tags = readOf(store, 'logged_model_tags', 'tag', ids);
  return {
    ...page,
    items: page.items.map((row) => {
      const id = getText(row, 'model_id');
      return toLoggedModel(row, params.get(id) ?? [], tags.get(id) ?? []);
    }),
  };
}

function readOf(
  { database }: OpenDatabase,
  table: string,
  kind: 'param' | 'tag',
  ids: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  if (ids.length === 0) return new Map();
  const sql = `SELECT model_id, ${kind}_key AS key, ${kind}_value AS value FROM ${table}
    WHERE model_id IN (${placeholders(ids)})`;
  return groupRows(readRows(database, sql, ids), 'model_id');
}

function toLoggedModel(row: Row, params: readonly Row[], tags: readonly Row[]): LoggedModel {
  const sourceRunId = findText(row, 'source_run_id');
  const modelType = findText(row, 'model_type');
  const createdAt = findNumber(row, 'creation_timestamp_ms');
  return {
    id: getText(row, 'model_id'),
    name: getText(row, 'name'),
    status: toModelStatus(getText(row, 'status')),
    experimentId: getText(row, 'experiment_id'),
    ...(sourceRunId === undefined ? {} : { sourceRunId }),
    ...(modelType === undefined ? {} : { modelType }),
    artifactUri: getText(row, 'artifact_location'),
    ...(createdAt === undefined ? {} : { createdAt }),
    params: toKeyValues(params.map((param) => [getText(param, 'key'), getText(param, 'value')])),
    tags: toKeyValues(tags.map((tag) => [getText(tag, 'key'), getText(tag, 'value')])),
  };
}
