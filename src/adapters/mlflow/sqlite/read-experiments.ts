import type {
  Experiment,
  ExperimentQuery,
  LifecycleView,
  Page,
} from '../../../ports/tracking-store.ts';
import { toKeyValues } from '../key-values.ts';
import { offsetOf, toPage } from '../page-token.ts';
import { toLifecycleStage } from '../vocabulary.ts';
import type { OpenDatabase } from './open-store.ts';
import { findNumber, getText, groupRows, placeholders, readRows, type Row } from './rows.ts';

export function readExperiments(store: OpenDatabase, query: ExperimentQuery): Page<Experiment> {
  const { database, schema } = store;
  const times = schema.hasColumn('experiments', 'creation_time')
    ? 'creation_time, last_update_time'
    : 'NULL AS creation_time, NULL AS last_update_time';
  const rows = readRows(
    database,
    `SELECT CAST(experiment_id AS TEXT) AS id, name, lifecycle_stage, artifact_location, ${times}
     FROM experiments WHERE ${stageCondition('lifecycle_stage', query.view)}
     ORDER BY name, experiment_id LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    [query.pageSize + 1, offsetOf(query)],
  );
  const page = toPage(rows, query);
  const tags = readTags(
    store,
    page.items.map((row) => getText(row, 'id')),
  );
  return {
    ...page,
    items: page.items.map((row) => toExperiment(row, tags.get(getText(row, 'id')) ?? [])),
  };
}

/** SQL that holds for the stages of a view. */
export function stageCondition(column: string, view: LifecycleView): string {
  return view === 'all' ? '1' : `${column} = '${view}'`;
}

function readTags(
  { database, schema }: OpenDatabase,
  ids: readonly string[],
): ReadonlyMap<string, readonly Row[]> {
  if (ids.length === 0 || !schema.hasTable('experiment_tags')) return new Map();
  const rows = readRows(
    database,
    `SELECT CAST(experiment_id AS TEXT) AS id, key, value FROM experiment_tags
     WHERE experiment_id IN (${placeholders(ids)})`,
    ids.map(BigInt),
  );
  return groupRows(rows, 'id');
}

function toExperiment(row: Row, tags: readonly Row[]): Experiment {
  const createdAt = findNumber(row, 'creation_time');
  const updatedAt = findNumber(row, 'last_update_time');
  return {
    id: getText(row, 'id'),
    name: getText(row, 'name'),
    lifecycleStage: toLifecycleStage(getText(row, 'lifecycle_stage')),
    artifactLocation: getText(row, 'artifact_location'),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    tags: toKeyValues(tags.map((tag) => [getText(tag, 'key'), getText(tag, 'value')])),
  };
}
