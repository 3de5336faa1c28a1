import type { MappedText } from './dockerfile-tree.ts';
import { spanWithin } from './scalar-text.ts';
import type { Entry, MapValue, ScalarValue, Value } from './value.ts';

/** The value that keys lead to from a mapping. */
export function findValue(
  map: MapValue | undefined,
  ...path: readonly string[]
): Value | undefined {
  let value: Value | undefined = map;
  for (const key of path) {
    if (value?.kind !== 'map') return undefined;
    value = value.entries.get(key)?.value;
  }
  return value;
}

export function findMap(
  map: MapValue | undefined,
  ...path: readonly string[]
): MapValue | undefined {
  const value = findValue(map, ...path);
  return value?.kind === 'map' ? value : undefined;
}

export function findScalar(
  map: MapValue | undefined,
  ...path: readonly string[]
): ScalarValue | undefined {
  const value = findValue(map, ...path);
  return value?.kind === 'scalar' ? value : undefined;
}

export function listItems(map: MapValue | undefined, ...path: readonly string[]): readonly Value[] {
  const value = findValue(map, ...path);
  return value?.kind === 'list' ? value.items : [];
}

export function listEntries(
  map: MapValue | undefined,
  ...path: readonly string[]
): Iterable<Entry> {
  return findMap(map, ...path)?.entries.values() ?? [];
}

/** The texts among the items of a list. */
export function listTexts(
  map: MapValue | undefined,
  ...path: readonly string[]
): readonly string[] {
  return listItems(map, ...path).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
}

/** A scalar's text with the way back to the file. */
export function toMappedText(scalar: ScalarValue): MappedText {
  return {
    text: scalar.text,
    at: spanWithin(scalar, 0, scalar.text.length),
    spanOf: (start, end) => spanWithin(scalar, start, end),
  };
}
