import type { Span } from '../base/span.ts';
import type { Entry, ListValue, MapValue, ScalarValue, Value } from '../syntax/value.ts';
import { composeSchema } from './compose-schema.data.ts';
import type { ListShape, MapShape, ScalarShape, ScalarType, Shape } from './compose-schema.ts';
import type { ShapeProblem, UnknownKey } from './compose-shape-problems.ts';

/** Compares a document with the schema. Values with variables and those tagged `!reset` are not judged. */
export function findShapeProblems(root: MapValue): readonly ShapeProblem[] {
  const checker = new ShapeChecker();
  checker.check(root, composeSchema, { key: '', at: root.at, parent: undefined, map: undefined });
  return checker.problems;
}

/** The way from the root to a value. */
interface Place {
  /** The nearest key, also for items of its list. */
  readonly key: string;
  readonly at: Span;
  readonly parent: Place | undefined;
  /** The mapping at this place, once it is known. */
  readonly map: MapShape | undefined;
}

class ShapeChecker {
  readonly problems: ShapeProblem[] = [];

  check(value: Value | undefined, shape: Shape, place: Place): void {
    if (value === undefined || isNull(value)) this.#checkEmpty(value, shape, place);
    else if (value.tag !== undefined && foreignTag.test(value.tag)) return;
    else if (value.kind === 'scalar') this.#checkScalar(value, shape, place);
    else if (value.kind === 'list') {
      if (shape.list === undefined) this.#refuse(value, shape, place);
      else this.#checkList(value, shape.list, place);
    } else if (shape.map === undefined) this.#refuse(value, shape, place);
    else this.#checkMap(value, shape.map, place);
  }

  #checkEmpty(value: Value | undefined, shape: Shape, place: Place): void {
    if (shape.isNullable === true || value?.tag !== undefined) return;
    const at = value === undefined || value.at.start === value.at.end ? place.at : value.at;
    const expected = describeShape(shape);
    const { key } = place;
    this.problems.push({
      kind: 'wrongType',
      at,
      key,
      expected,
      found: 'empty',
      unquoted: undefined,
    });
  }

  #checkScalar(value: ScalarValue, shape: Shape, place: Place): void {
    if (shape.scalar === undefined) this.#refuse(value, shape, place);
    else if (value.text.includes('$')) return;
    else {
      const type = typeOf(value);
      if (!accepts(shape.scalar, type)) this.#refuse(value, shape, place);
      else this.#checkText(value, shape.scalar, place);
    }
  }

  #checkText(value: ScalarValue, shape: ScalarShape, { key }: Place): void {
    const { text, at } = value;
    const { format, least, most } = shape;
    const isBad = format !== undefined && isChecked(value, shape) && !format.accepts(text);
    if (isBad) {
      this.problems.push({ kind: 'badValue', at, key, text, expected: format.words });
      return;
    }
    const amount = Number(text);
    if (text === '' || Number.isNaN(amount)) return;
    if ((least ?? amount) <= amount && amount <= (most ?? amount)) return;
    const expected =
      most === undefined
        ? `${String(least)} or more`
        : `between ${String(least)} and ${String(most)}`;
    this.problems.push({ kind: 'badValue', at, key, text, expected });
  }

  #checkList({ items }: ListValue, { item: shape, isUnique }: ListShape, place: Place): void {
    const seen = isUnique === true ? new Set<string>() : undefined;
    for (const item of items) {
      this.check(item, shape, { ...place, at: item.at });
      if (seen === undefined || item.kind !== 'scalar' || item.data === null) continue;
      const { text, at } = item;
      if (seen.has(text)) this.problems.push({ kind: 'doubleItem', at, key: place.key, text });
      seen.add(text);
    }
  }

  #checkMap({ entries }: MapValue, map: MapShape, place: Place): void {
    const here = { ...place, map };
    for (const entry of entries.values()) {
      const { key, keyAt, value } = entry;
      if (value?.tag === '!reset') continue;
      const inside = { key, at: keyAt, parent: here, map: undefined };
      const shape = map.keys.get(key) ?? map.rest;
      if (map.keys.has(key) || (shape !== undefined && map.names?.test(key) !== false)) {
        if (shape !== undefined) this.check(value, shape, inside);
      } else if (shape !== undefined) {
        this.problems.push({ kind: 'badName', at: keyAt, name: key, owner: place.key });
      } else if (!map.isOpen && !(map.isExtensible && key.startsWith('x-'))) {
        this.problems.push(describeUnknown(entry, map, here, entries));
      }
    }
    for (const key of map.required) {
      if (entries.has(key)) continue;
      this.problems.push({ kind: 'missingKey', at: place.at, key, owner: describeOwner(here) });
    }
  }

  #refuse(value: Value, shape: Shape, { key }: Place): void {
    const isQuotable = value.kind === 'scalar' && shape.scalar?.types.includes('string') === true;
    this.problems.push({
      kind: 'wrongType',
      at: value.at,
      key,
      expected: describeShape(shape),
      found: value.kind === 'scalar' ? typeWords[typeOf(value)] : formWords[value.kind],
      unquoted: isQuotable ? value : undefined,
    });
  }
}

/** Tags other than Compose's own and those that only say what a text is anyway. */
const foreignTag = /^(?!!override$|tag:yaml\.org,2002:(?:str|map|seq)$)/;

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.data === null;
}

type FoundType = ScalarType | 'date';

/** The type that Compose's YAML reader gives a scalar. */
function typeOf({ data, style, text, tag }: ScalarValue): FoundType {
  if (style !== 'plain') return 'string';
  if (typeof data === 'boolean') return 'boolean';
  if (typeof data === 'bigint') return 'integer';
  if (typeof data === 'number') return Number.isInteger(data) ? 'integer' : 'number';
  if (tag !== undefined) return 'string';
  if (/^[-+]?(?:\d[\d_]*|0b[01_]+|0x[\da-f_]+|0o[0-7_]+)$/i.test(text)) return 'integer';
  return datePattern.test(text) ? 'date' : 'string';
}

/** A date, with or without a time, that YAML 1.1 reads as one. */
const datePattern = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}.*)?$/;

function accepts({ types }: ScalarShape, type: FoundType): boolean {
  if (type === 'date') return false;
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

/** A number or truth value without quotes needs no format but where it stands for a text, such as a port. */
function isChecked(value: ScalarValue, { types, least }: ScalarShape): boolean {
  const type = typeOf(value);
  return type === 'string' || (type !== 'boolean' && least === 1 && types.includes('string'));
}

const typeWords: Readonly<Record<FoundType, string>> = {
  string: 'a text',
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
};

const formWords = { list: 'a list', map: 'a mapping' } as const;

function describeShape({ scalar, list, map }: Shape): string {
  const words = new Set<string>();
  for (const type of scalar?.types ?? []) {
    words.add(type === 'integer' ? 'a whole number' : typeWords[type]);
  }
  if (list !== undefined) words.add(formWords.list);
  if (map !== undefined) words.add(formWords.map);
  return [...words].join(' or ');
}

function describeUnknown(
  entry: Entry,
  map: MapShape,
  place: Place,
  entries: MapValue['entries'],
): UnknownKey {
  return {
    kind: 'unknownKey',
    at: entry.keyAt,
    entry,
    owner: describeOwner(place),
    free: [...map.keys.keys()].filter((key) => !entries.has(key)),
    home: findHome(entry, map, place),
  };
}

function describeOwner({ key, parent }: Place): string {
  if (parent === undefined) return 'a compose file';
  const isNamed = parent.map?.rest !== undefined && parent.parent?.parent === undefined;
  return isNamed ? `a ${parent.key.replace(/s$/, '')}` : `"${key}"`;
}

function findHome({ key, value }: Entry, map: MapShape, place: Place): UnknownKey['home'] {
  for (let around = place.parent; around !== undefined; around = around.parent) {
    if (around.map?.keys.has(key) === true) {
      return { direction: 'above', owner: describeOwner(around) };
    }
  }
  if (place.parent === undefined && value?.kind === 'map') {
    const isService = value.entries.has('image') || value.entries.has('build');
    return isService ? { direction: 'below', owner: '"services"' } : undefined;
  }
  let level: readonly Way[] = [{ path: '', map }];
  // What is deeper than this is found by the wrong key too often.
  for (let depth = 0; depth < 2; depth += 1) {
    level = level.flatMap(stepDown);
    const [first, second] = level.filter((way) => way.map.keys.has(key));
    if (second !== undefined) return undefined;
    if (first !== undefined) return { direction: 'below', owner: `"${first.path}"` };
  }
  return undefined;
}

interface Way {
  readonly path: string;
  readonly map: MapShape;
}

function stepDown({ path, map }: Way): readonly Way[] {
  return [...map.keys].flatMap(([key, shape]) =>
    shape.map === undefined ? [] : [{ path: path === '' ? key : `${path}.${key}`, map: shape.map }],
  );
}
