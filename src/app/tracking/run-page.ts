import { toDisplayText } from '../../core/base/display-text.ts';
import type { KeyValue, Run } from '../../ports/tracking-store.ts';
import { durationOf, formatMetric, titleOf } from './run-text.ts';

const longest = 2_000;

/** Everything that a run logged, as text for people to read, search and copy. */
export function toRunPage(run: Run): string {
  const { startedAt, endedAt, metrics, params, tags, datasets } = run;
  const facts = [
    ['id', run.id],
    ['experiment', run.experimentId],
    ['status', run.status],
    ['started', toTime(startedAt)],
    ['ended', toTime(endedAt)],
    ['duration', durationOf(run) ?? ''],
    ['user', run.userId],
    ['artifacts', run.artifactUri],
  ]
    .filter(([, value]) => value !== '')
    .map(([key = '', value = '']) => ({ key, value }));
  const values = metrics.map(({ key, value, step }) => ({
    key,
    value: `${formatMetric(value)}  (step ${step})`,
  }));
  const inputs = datasets.map(({ name, sourceType, digest }) => ({
    key: name,
    value: `${sourceType} ${digest}`,
  }));
  return [
    titleOf(run),
    '',
    ...toTable(facts),
    ...toSection('Metrics', values),
    ...toSection('Parameters', params),
    ...toSection('Tags', tags),
    ...toSection('Datasets', inputs),
    '',
  ].join('\n');
}

function toSection(title: string, rows: readonly KeyValue[]): readonly string[] {
  return rows.length === 0 ? [] : ['', title, ...toTable(rows)];
}

function toTable(rows: readonly KeyValue[]): readonly string[] {
  const names = rows.map(({ key }) => toDisplayText(key));
  const width = Math.min(40, Math.max(...names.map((name) => name.length)));
  return rows.map(
    ({ value }, index) =>
      `  ${(names[index] ?? '').padEnd(width)}  ${toDisplayText(value, longest)}`,
  );
}

function toTime(time: number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
