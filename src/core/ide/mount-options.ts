import type { Span } from '../base/span.ts';
import type { Flag } from '../syntax/dockerfile-tree.ts';

/** One `name=value` of `--mount=type=cache,target=/root/.cache`. */
export interface MountOption {
  readonly name: string;
  readonly at: Span;
  readonly value: string;
  readonly valueAt: Span;
}

/** The options of a mount; none where quotes make places inside it uncertain. */
export function listMountOptions({ value, valueAt }: Flag): readonly MountOption[] {
  if (value === undefined || valueAt === undefined) return [];
  if (valueAt.end - valueAt.start !== value.length) return [];
  const { file } = valueAt;
  const options: MountOption[] = [];
  let start = valueAt.start;
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    const valueStart = start + (equals < 0 ? part.length : equals + 1);
    const end = start + part.length;
    options.push({
      name,
      at: { file, start, end },
      value: equals < 0 ? '' : part.slice(equals + 1),
      valueAt: { file, start: valueStart, end },
    });
    start = end + 1;
  }
  return options;
}
