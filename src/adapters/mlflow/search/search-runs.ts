import type { Run } from '../../../ports/tracking-store.ts';
import type { Comparison, RunOrder } from './run-search.ts';

/** Runs that match every comparison, in the order asked for and then newest first: what a SQL store does, in memory. */
export function searchRuns(
  runs: readonly Run[],
  comparisons: readonly Comparison[],
  orders: readonly RunOrder[],
): readonly Run[] {
  return runs
    .filter((run) => comparisons.every((comparison) => matches(run, comparison)))
    .sort((first, second) => compareRuns(first, second, orders));
}

function matches(run: Run, comparison: Comparison): boolean {
  const { operator, values } = comparison;
  const found = valuesOf(run, comparison);
  if (operator === 'IS NULL') return found.length === 0;
  if (operator === 'IS NOT NULL') return found.length > 0;
  return found.some((value) => {
    if (operator === 'IN') return values.includes(value);
    if (operator === 'NOT IN') return !values.includes(value);
    const [wanted] = values;
    return wanted !== undefined && isTrue(value, operator, wanted);
  });
}

function isTrue(value: string | number, operator: string, wanted: string | number): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted && !Number.isNaN(value);
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
    case 'LIKE':
      return isLike(String(value), String(wanted));
    default:
      return isLike(String(value).toLowerCase(), String(wanted).toLowerCase());
  }
}

/** `%` is any text and `_` any character. Walks without backtracking over more than the last `%`. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let percent = -1;
  let retry = 0;
  while (at < text.length) {
    const sign = pattern.charAt(next);
    if (sign === '%') {
      percent = next;
      retry = at;
      next += 1;
    } else if (next < pattern.length && (sign === '_' || sign === text.charAt(at))) {
      at += 1;
      next += 1;
    } else if (percent >= 0) {
      retry += 1;
      at = retry;
      next = percent + 1;
    } else return false;
  }
  return /^%*$/u.test(pattern.slice(next));
}

function valuesOf(run: Run, { entity, key }: Omit<Comparison, 'operator' | 'values'>) {
  switch (entity) {
    case 'attribute':
      return present(attributeOf(run, key));
    case 'metric':
      return run.metrics.filter((metric) => metric.key === key).map(({ value }) => value);
    case 'param':
      return run.params.filter((param) => param.key === key).map(({ value }) => value);
    case 'tag':
      return run.tags.filter((tag) => tag.key === key).map(({ value }) => value);
    default:
      return run.datasets.flatMap((dataset) => {
        if (key === 'name') return [dataset.name];
        if (key === 'digest') return [dataset.digest];
        return dataset.tags
          .filter((tag) => tag.key === 'mlflow.data.context')
          .map(({ value }) => value);
      });
  }
}

function attributeOf(run: Run, key: string): string | number | undefined {
  switch (key) {
    case 'run_id':
      return run.id;
    case 'run_name':
      return run.name;
    case 'status':
      return run.status;
    case 'user_id':
      return run.userId;
    case 'artifact_uri':
      return run.artifactUri;
    case 'start_time':
      return run.startedAt;
    default:
      return run.endedAt;
  }
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

/** Numbers and text first, then NaN, then what is missing, whichever the direction. */
function compareRuns(first: Run, second: Run, orders: readonly RunOrder[]): number {
  for (const { entity, key, ascending } of orders) {
    const [left] = valuesOf(first, { entity, key });
    const [right] = valuesOf(second, { entity, key });
    const byRank = rank(left) - rank(right);
    if (byRank !== 0) return byRank;
    if (left === undefined || right === undefined || left === right) continue;
    if (left < right) return ascending ? -1 : 1;
    if (left > right) return ascending ? 1 : -1;
  }
  const byStart = (second.startedAt ?? 0) - (first.startedAt ?? 0);
  if (byStart !== 0) return byStart;
  return first.id < second.id ? -1 : 1;
}

function rank(value: string | number | undefined): number {
  if (value === undefined) return 2;
  return Number.isNaN(value) ? 1 : 0;
}
