import type { MetricPoint } from '../../../ports/tracking-store.ts';

/**
 * Points of one metric in the order of logging. A line is `time value [step [dataset digest]]`; a last line without
 * its end is still being written, and lines of any other shape are left out.
 */
export function parseMetricLines(text: string): readonly MetricPoint[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): MetricPoint | undefined {
  const [time, value, step] = line.trim().split(' ');
  if (time === undefined || value === undefined) return undefined;
  const point = { step: Number(step ?? 0), timestamp: Number(time), value: parseValue(value) };
  return Number.isFinite(point.step) && Number.isFinite(point.timestamp) ? point : undefined;
}

/** Python's way to write a float. */
function parseValue(text: string): number {
  const word = text.toLowerCase();
  if (/^[+-]?inf(?:inity)?$/u.test(word)) {
    return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return word === '' ? Number.NaN : Number(text);
}

/** The point with the greatest step, then time, then value, as MLflow takes it: not the last line. */
export function findLatest(points: readonly MetricPoint[]): MetricPoint | undefined {
  let latest: MetricPoint | undefined;
  for (const point of points) {
    if (latest === undefined || isLater(point, latest)) latest = point;
  }
  return latest;
}

function isLater(point: MetricPoint, than: MetricPoint): boolean {
  if (point.step !== than.step) return point.step > than.step;
  if (point.timestamp !== than.timestamp) return point.timestamp > than.timestamp;
  return point.value > than.value;
}
