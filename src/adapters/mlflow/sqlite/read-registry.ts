import type {
  ModelVersion,
  ModelVersionQuery,
  Page,
  PageQuery,
  RegisteredModel,
} from '../../../ports/tracking-store.ts';
import { toKeyValues } from '../key-values.ts';
import { offsetOf, toPage } from '../page-token.ts';
import type { OpenDatabase } from './open-store.ts';
import {
  findNumber,
  findText,
  getText,
  groupRows,
  placeholders,
  readRows,
  type Row,
} from './rows.ts';

export function readRegisteredModels(store: OpenDatabase, query: PageQuery): Page<RegisteredModel> {
  if (!store.schema.hasTable('registered_models')) return { items: [] };
  const rows = readRows(
    store.database,
    `SELECT name, description, creation_time, last_updated_time FROM registered_models model
     WHERE ${notAPrompt(store)}
     ORDER BY name LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    [query.pageSize + 1, offsetOf(query)],
  );
  const page = toPage(rows, query);
  const names = page.items.map((row) => getText(row, 'name'));
  const tags = readByName(store, 'registered_model_tags', 'key, value', names);
  const aliases = readByName(store, 'registered_model_aliases', 'alias, version', names);
  return {
    ...page,
    items: page.items.map((row) => {
      const name = getText(row, 'name');
      return toRegisteredModel(row, tags.get(name) ?? [], aliases.get(name) ?? []);
    }),
  };
}

export function readModelVersions(
  store: OpenDatabase,
  query: ModelVersionQuery,
): Page<ModelVersion> {
  if (!store.schema.hasTable('model_versions')) return { items: [] };
  const rows = readRows(
    store.database,
    `SELECT name, version, current_stage, source, run_id, status, description, creation_time
     FROM model_versions WHERE name = ? AND current_stage IS NOT 'Deleted_Internal'
     ORDER BY last_updated_time DESC, version DESC LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    [query.name, query.pageSize + 1, offsetOf(query)],
  );
  const tags = groupRows(
    readRows(store.database, 'SELECT version, key, value FROM model_version_tags WHERE name = ?', [
      query.name,
    ]),
    'version',
  );
  return toPage(
    rows.map((row) => toModelVersion(row, tags.get(getText(row, 'version')) ?? [])),
    query,
  );
}

/** Prompts are kept in the same tables (MLflow 2.21 and later) and marked by a tag. */
function notAPrompt({ schema }: OpenDatabase): string {
  if (!schema.hasTable('registered_model_tags')) return '1';
  return `NOT EXISTS (SELECT 1 FROM registered_model_tags tag WHERE tag.name = model.name
    AND tag.key = 'mlflow.prompt.is_prompt' AND lower(tag.value) = 'true')`;
}

function readByName(
  { database, schema }: OpenDatabase,
  table: string,
  columns: string,
  names: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  if (names.length === 0 || !schema.hasTable(table)) return new Map();
  const sql = `SELECT name, ${columns} FROM ${table} WHERE name IN (${placeholders(names)})`;
  return groupRows(readRows(database, sql, names), 'name');
}

function toRegisteredModel(
  row: Row,
  tags: readonly Row[],
  aliases: readonly Row[],
): RegisteredModel {
  const description = findText(row, 'description');
  const createdAt = findNumber(row, 'creation_time');
  const updatedAt = findNumber(row, 'last_updated_time');
  return {
    name: getText(row, 'name'),
    ...(description === undefined ? {} : { description }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    tags: toKeyValues(tags.map((tag) => [getText(tag, 'key'), getText(tag, 'value')])),
    aliases: toKeyValues(
      aliases.map((alias) => [getText(alias, 'alias'), getText(alias, 'version')]),
    ),
  };
}

function toModelVersion(row: Row, tags: readonly Row[]): ModelVersion {
  const stage = findText(row, 'current_stage');
  const source = findText(row, 'source');
  const runId = findText(row, 'run_id');
  const description = findText(row, 'description');
  const createdAt = findNumber(row, 'creation_time');
  return {
    name: getText(row, 'name'),
    version: getText(row, 'version'),
    ...(stage === undefined ? {} : { stage }),
    ...(source === undefined ? {} : { source }),
    ...(runId === undefined ? {} : { runId }),
    status: getText(row, 'status'),
    ...(description === undefined ? {} : { description }),
    ...(createdAt === undefined ? {} : { createdAt }),
    tags: toKeyValues(tags.map((tag) => [getText(tag, 'key'), getText(tag, 'value')])),
  };
}
