import type { DatabaseSync } from 'node:sqlite';
import { TrackingError } from '../../../ports/tracking-store.ts';
import { releasesByRevision } from './revisions.data.ts';

/** Which of the tables and columns that differ between versions are there. */
export interface Schema {
  readonly revision?: string;
  readonly releases?: string;
  hasTable(table: string): boolean;
  hasColumn(table: string, column: string): boolean;
}

/** Without these nothing can be shown. All of them exist since MLflow 1.6. */
const neededColumns: Readonly<Record<string, readonly string[]>> = {
  experiments: ['experiment_id', 'name', 'artifact_location', 'lifecycle_stage'],
  runs: [
    'run_uuid',
    'experiment_id',
    'status',
    'start_time',
    'end_time',
    'lifecycle_stage',
    'artifact_uri',
  ],
  metrics: ['run_uuid', 'key', 'value', 'timestamp', 'step', 'is_nan'],
  latest_metrics: ['run_uuid', 'key', 'value', 'timestamp', 'step', 'is_nan'],
  params: ['run_uuid', 'key', 'value'],
  tags: ['run_uuid', 'key', 'value'],
};

/** Looks at what a database contains. Fails with `not-a-store`, `schema-incomplete` or `schema-too-new`. */
export function readSchema(database: DatabaseSync): Schema {
  const columns = new Map<string, Set<string>>();
  const rows = database
    .prepare(
      `SELECT m.name AS "table", p.name AS "column"
       FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'`,
    )
    .all();
  for (const row of rows) {
    const table = String(row['table']);
    columns.set(table, (columns.get(table) ?? new Set()).add(String(row['column'])));
  }
  const revision = columns.has('alembic_version') ? findRevision(database) : undefined;
  checkNeeded(columns, revision);
  const releases = revision === undefined ? undefined : releasesByRevision.get(revision);
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(releases === undefined ? {} : { releases }),
    hasTable: (table) => columns.has(table),
    hasColumn: (table, column) => columns.get(table)?.has(column) ?? false,
  };
}

function findRevision(database: DatabaseSync): string | undefined {
  const revision = database.prepare('SELECT version_num FROM alembic_version LIMIT 1').get()?.[
    'version_num'
  ];
  return typeof revision === 'string' ? revision : undefined;
}

function checkNeeded(
  columns: ReadonlyMap<string, ReadonlySet<string>>,
  revision: string | undefined,
): void {
  const missing = Object.entries(neededColumns).flatMap(([table, names]) =>
    names
      .filter((name) => !(columns.get(table)?.has(name) ?? false))
      .map((name) => `${table}.${name}`),
  );
  if (missing.length === 0) return;
  const message = `The database lacks ${missing.join(', ')}.`;
  if (!columns.has('experiments') && !columns.has('runs') && revision === undefined) {
    throw new TrackingError('not-a-store', message);
  }
  const isKnown = revision === undefined || releasesByRevision.has(revision);
  throw new TrackingError(isKnown ? 'schema-incomplete' : 'schema-too-new', message);
}
