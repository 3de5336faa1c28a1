import type { MetricPoint, MetricQuery, Page } from '../../../ports/tracking-store.ts';
import { offsetOf, toPage } from '../page-token.ts';
import type { OpenDatabase } from './open-store.ts';
import { getNumber, readRows, type Row } from './rows.ts';

export function readMetricHistory(
  { database }: OpenDatabase,
  query: MetricQuery,
): Page<MetricPoint> {
  // MLflow's own order since 2.17.
  const rows = readRows(
    database,
    `SELECT step, timestamp, value, is_nan FROM metrics WHERE run_uuid = ? AND key = ?
     ORDER BY timestamp, step, value LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`,
    [query.runId, query.key, query.pageSize + 1, offsetOf(query)],
  );
  return toPage(rows.map(toMetricPoint), query);
}

/** NaN is stored as a zero with a mark. */
export function toMetricPoint(row: Row): MetricPoint {
  const isNan = getNumber(row, 'is_nan') !== 0;
  return {
    step: getNumber(row, 'step'),
    timestamp: getNumber(row, 'timestamp'),
    value: isNan ? Number.NaN : getNumber(row, 'value'),
  };
}
