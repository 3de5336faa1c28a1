import { toDisplayText } from '../../core/base/display-text.ts';
import type { Metric, Run } from '../../ports/tracking-store.ts';

/** A number for a row: five digits, and words for what is no number. SQL stores keep infinities as the largest number. */
export function formatMetric(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Math.abs(value) > 1.79e308) return value > 0 ? '∞' : '-∞';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(5)));
}

/** `1d 2h`, `3m 20s`, `4.2s`, `80ms`: two units at most. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))}ms`;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 10) return `${Math.floor(milliseconds / 100) / 10}s`;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}

/** How long a run took; undefined while it runs. */
export function durationOf({ startedAt, endedAt }: Run): string | undefined {
  return startedAt === undefined || endedAt === undefined
    ? undefined
    : formatDuration(endedAt - startedAt);
}

/** The name for a row; a run without one goes by the beginning of its id. */
export function titleOf(run: Run): string {
  const name = toDisplayText(run.name);
  return name === '' ? toDisplayText(run.id).slice(0, 8) : name;
}

/** A few metrics for one line. What is measured on held-out data says more than the rest, system metrics the least. */
export function summarizeMetrics(metrics: readonly Metric[], most: number): string {
  const shown = metrics
    .toSorted((first, second) => interest(first) - interest(second))
    .slice(0, most);
  return shown
    .map(({ key, value }) => `${toDisplayText(key, 40)} ${formatMetric(value)}`)
    .join(', ');
}

function interest({ key }: Metric): number {
  if (key.startsWith('system/')) return 2;
  return /^(?:val|test|eval|best)(?:idation)?[/_.-]/u.test(key) ? 0 : 1;
}
