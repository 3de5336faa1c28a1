import type { SQLInputValue } from 'node:sqlite';
import {
  TrackingError,
  type Page,
  type Run,
  type RunQuery,
} from '../../../ports/tracking-store.ts';
import { offsetOf, toPage } from '../page-token.ts';
import { parseRunFilter } from '../search/parse-run-filter.ts';
import { parseRunOrder } from '../search/parse-run-order.ts';
import type { OpenDatabase } from './open-store.ts';
import { stageCondition } from './read-experiments.ts';
import { readRunDetails, toRun } from './run-details.ts';
import { toFilterSql, toOrderSql } from './run-search-sql.ts';
import { getText, placeholders, readRows, type Row } from './rows.ts';

const columns = `run.run_uuid AS run_uuid, run.name AS name, run.status AS status, run.start_time AS start_time,
  run.end_time AS end_time, run.user_id AS user_id, run.artifact_uri AS artifact_uri,
  run.lifecycle_stage AS lifecycle_stage, CAST(run.experiment_id AS TEXT) AS experiment_id`;

/** The page is chosen among the narrow `runs` rows first; only its runs are joined with what they logged. */
export function readRuns(store: OpenDatabase, query: RunQuery): Page<Run> {
  const experimentIds = toExperimentIds(query.experimentIds);
  if (experimentIds.length === 0) return { items: [] };
  const filter = toFilterSql(parseRunFilter(query.filter ?? ''), store.schema);
  const order = toOrderSql(parseRunOrder(query.orderBy ?? []));
  const parameters: SQLInputValue[] = [
    ...order.joinParameters,
    ...experimentIds,
    ...filter.parameters,
    query.pageSize + 1,
    offsetOf(query),
  ];
  const rows = readRows(
    store.database,
    `SELECT ${columns} FROM runs run ${order.joins}
     WHERE run.experiment_id IN (${placeholders(experimentIds)})
       AND ${stageCondition('run.lifecycle_stage', query.view)} ${filter.conditions}
     ORDER BY ${order.terms} run.start_time DESC, run.run_uuid
     LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    parameters,
  );
  const page = toPage(rows, query);
  return { ...page, items: withDetails(store, page.items) };
}

export function readRun(store: OpenDatabase, runId: string): Run {
  const rows = readRows(store.database, `SELECT ${columns} FROM runs run WHERE run_uuid = ?`, [
    runId,
  ]);
  const [run] = withDetails(store, rows);
  if (run === undefined) throw new TrackingError('not-found', 'There is no such run.');
  return run;
}

/** The column is an integer, but ids may be 18 digits long; what is no number names no experiment. */
export function toExperimentIds(ids: readonly string[]): readonly bigint[] {
  return ids.filter((id) => /^\d{1,18}$/u.test(id)).map(BigInt);
}

function withDetails(store: OpenDatabase, rows: readonly Row[]): readonly Run[] {
  const details = readRunDetails(
    store,
    rows.map((row) => getText(row, 'run_uuid')),
  );
  return rows.map((row) => toRun(row, details(getText(row, 'run_uuid'))));
}
