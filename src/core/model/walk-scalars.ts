import type { MapValue, ScalarValue, Value } from '../syntax/value.ts';

export interface PlacedScalar {
  readonly scalar: ScalarValue;
  /** Keys from the root, list items as their number. */
  readonly path: readonly string[];
}

/** Every scalar of a document once, also where aliases lead to it again. */
export function walkScalars(root: MapValue): Generator<PlacedScalar> {
  return walk(root, [], new Set());
}

function* walk(
  value: Value,
  path: readonly string[],
  seen: Set<Value>,
): Generator<PlacedScalar, void> {
  if (seen.has(value)) return;
  seen.add(value);
  if (value.kind === 'scalar') yield { scalar: value, path };
  else if (value.kind === 'list') {
    for (const [index, item] of value.items.entries())
      yield* walk(item, [...path, String(index)], seen);
  } else {
    for (const { key, value: inner } of value.entries.values()) {
      if (inner !== undefined) yield* walk(inner, [...path, key], seen);
    }
  }
}
