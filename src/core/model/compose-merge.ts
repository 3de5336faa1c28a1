import type { Span } from '../base/span.ts';
import { spanWithin } from '../syntax/scalar-text.ts';
import type { Entry, ListValue, MapValue, SyntaxProblem, Value } from '../syntax/value.ts';
import {
  resourceMergeRules,
  serviceItemIdentities,
  serviceMergeRules,
} from './compose-merge.data.ts';
import type { ItemIdentity, MergeRule } from './compose-merge.data.ts';
import { parsePortText } from './port-text.ts';
import type { PortText } from './port-text.ts';
import { parseVolumeText } from './volume-text.ts';

/** Lays later documents over earlier ones by Compose's rules; each value keeps the place it came from. */
export function mergeDocuments(
  documents: readonly MapValue[],
  problems: SyntaxProblem[],
): MapValue | undefined {
  const [first, ...others] = documents;
  if (first === undefined) return undefined;
  const merger = new Merger(problems);
  return others.reduce((base, over) => merger.mergeMaps(base, over, []), first);
}

/** Lays a service over the one that it extends. */
export function mergeService(base: MapValue, over: MapValue, problems: SyntaxProblem[]): MapValue {
  return new Merger(problems).mergeMaps(base, over, ['services', '']);
}

/** The value without entries and items that are tagged `!reset`. */
export function removeResets<T extends Value>(value: T): T {
  const cleaned = cleanValue(value);
  return cleaned as T;
}

function cleanValue(value: Value): Value {
  if (value.kind === 'scalar') return value;
  if (value.kind === 'list') {
    const items = value.items.filter((item) => !isReset(item)).map(cleanValue);
    const isSame =
      items.length === value.items.length && items.every((item, at) => item === value.items[at]);
    return isSame ? value : { ...value, items };
  }
  const changed = new Map<string, Entry>();
  let isSame = true;
  for (const [key, entry] of value.entries) {
    if (isReset(entry.value)) {
      isSame = false;
      continue;
    }
    const cleaned = entry.value === undefined ? undefined : cleanValue(entry.value);
    isSame = isSame && cleaned === entry.value;
    changed.set(key, cleaned === entry.value ? entry : { ...entry, value: cleaned });
  }
  return isSame ? value : { ...value, entries: changed };
}

function isReset(value: Value | undefined): boolean {
  return value?.tag === '!reset';
}

type Path = readonly string[];

class Merger {
  readonly #problems: SyntaxProblem[];

  constructor(problems: SyntaxProblem[]) {
    this.#problems = problems;
  }

  mergeMaps(base: MapValue, over: MapValue, path: Path): MapValue {
    const entries = new Map(base.entries);
    for (const [key, entry] of over.entries) {
      if (isReset(entry.value)) {
        entries.delete(key);
        continue;
      }
      const before = entries.get(key);
      entries.set(
        key,
        before === undefined ? entry : this.#mergeEntries(before, entry, [...path, key]),
      );
    }
    return { ...base, entries };
  }

  /** A mapping or list that was added to keeps its first key's place; a value that was replaced has the later one's. */
  #mergeEntries(before: Entry, after: Entry, path: Path): Entry {
    const value = this.#mergeValues(before.value, after.value, path);
    if (value === after.value) return after;
    return { ...before, value };
  }

  #mergeValues(base: Value | undefined, over: Value | undefined, path: Path): Value | undefined {
    const rule = findRule(path);
    if (rule === 'replace' || over?.tag === '!override') return over;
    if (over === undefined || isNull(over)) return base;
    if (base === undefined || isNull(base)) return over;
    switch (rule) {
      case 'pairs':
        return this.#mergePairs(base, over, path);
      case 'names':
        return this.#mergeAs(toNames, base, over, path);
      case 'conditions':
        return this.#mergeAs(toConditions, base, over, path);
      case 'build':
        return this.#mergeAs(toBuild, base, over, path);
      case 'list':
        return this.#mergeLists(toList(base), toList(over), path);
      case 'logging':
        return hasSameDriver(base, over) ? this.#mergeByShape(base, over, path) : over;
      case 'limit':
        return base.kind === 'map' && over.kind === 'map' ? this.mergeMaps(base, over, path) : over;
      default:
        return this.#mergeByShape(base, over, path);
    }
  }

  /** A key without a value replaces too: it takes the shell's value. */
  #mergePairs(base: Value, over: Value, path: Path): Value {
    const [before, after] = [toPairs(base), toPairs(over)];
    if (base.kind === 'list' && over.kind === 'list') return this.#mergeLists(base, over, path);
    if (before.kind !== 'map' || after.kind !== 'map') return this.#mergeByShape(base, over, path);
    const entries = new Map(before.entries);
    for (const [key, entry] of after.entries) {
      if (isReset(entry.value)) entries.delete(key);
      else entries.set(key, entry);
    }
    return { ...before, entries };
  }

  /** Brings values of different shape into one before they are merged. */
  #mergeAs(toMap: (value: Value) => Value, base: Value, over: Value, path: Path): Value {
    const isAlike = base.kind === over.kind;
    return isAlike
      ? this.#mergeByShape(base, over, path)
      : this.#mergeByShape(toMap(base), toMap(over), path);
  }

  #mergeByShape(base: Value, over: Value, path: Path): Value {
    if (base.kind === 'map' && over.kind === 'map') return this.mergeMaps(base, over, path);
    if (base.kind === 'list' && over.kind === 'list') return this.#mergeLists(base, over, path);
    if (base.kind !== 'scalar' && base.kind !== over.kind) {
      const shape = base.kind === 'map' ? 'mapping' : 'list';
      const message = `"${path.at(-1) ?? ''}" is a ${shape} in an earlier file, so this cannot be merged with it.`;
      this.#problems.push({ at: over.at, message });
    }
    return over;
  }

  #mergeLists(base: ListValue, over: ListValue, path: Path): ListValue {
    const identity = findIdentity(path);
    const items = [...base.items];
    const places = new Map<string, number>();
    if (identity !== undefined) {
      items.forEach((item, index) => places.set(identify(item, identity), index));
    }
    for (const item of over.items) {
      if (isReset(item)) continue;
      const place = identity === undefined ? undefined : places.get(identify(item, identity));
      if (place !== undefined) items[place] = item;
      else {
        if (identity !== undefined) places.set(identify(item, identity), items.length);
        items.push(item);
      }
    }
    return { ...base, items };
  }
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.data === null && value.tag === undefined;
}

function findRule(path: Path): MergeRule | undefined {
  const [section, , ...keys] = path;
  if (keys.length === 0 || keys.length > 2) return undefined;
  if (section !== 'services') return resourceMergeRules.get(keys.join('.'));
  return serviceMergeRules.get(keys.join('.')) ?? serviceMergeRules.get(`${keys[0] ?? ''}.*`);
}

function findIdentity(path: Path): ItemIdentity | undefined {
  const [section, , first = '', ...rest] = path;
  if (section !== 'services') return rest.length === 0 && first === 'labels' ? 'key' : undefined;
  const exact = serviceItemIdentities.get([first, ...rest].join('.'));
  return exact ?? serviceItemIdentities.get(`${first}.*.${rest.at(-1) ?? ''}`);
}

function identify(item: Value, identity: ItemIdentity): string {
  if (item.kind === 'list') return '';
  if (item.kind === 'scalar') {
    if (identity === 'key') return item.text.split('=', 1)[0] ?? '';
    if (identity === 'port') return identifyPort(parsePortText(item.text));
    return identity === 'target' ? parseVolumeText(item.text).target.text : item.text;
  }
  const read = (key: string): string => {
    const value = item.entries.get(key)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  };
  switch (identity) {
    case 'port':
      return identifyPort({
        hostIp: read('host_ip'),
        published: read('published'),
        target: read('target'),
        protocol: read('protocol') || 'tcp',
      });
    case 'target':
      return read('target') || read('source');
    case 'path':
      return read('path');
    default:
      return '';
  }
}

function identifyPort({ hostIp, published, target, protocol }: PortText): string {
  return `${hostIp}:${published}:${target}/${protocol}`;
}

/** `[A=1, B]` as a mapping; other values stay as they are. */
export function toPairs(value: Value): Value {
  if (value.kind !== 'list') return value;
  const entries = new Map<string, Entry>();
  for (const item of value.items) {
    if (item.kind !== 'scalar') continue;
    const { text } = item;
    const equals = text.indexOf('=');
    const keyEnd = equals < 0 ? text.length : equals;
    const key = text.slice(0, keyEnd);
    const rest = text.slice(keyEnd + 1);
    entries.set(key, {
      key,
      keyAt: spanWithin(item, 0, keyEnd),
      at: item.at,
      value:
        equals < 0
          ? undefined
          : {
              ...item,
              at: spanWithin(item, keyEnd + 1, text.length),
              text: rest,
              data: rest,
              style: 'plain',
            },
    });
  }
  return { kind: 'map', at: value.at, entries };
}

/** `[a, b]` as a mapping without values. */
export function toNames(value: Value): Value {
  if (value.kind !== 'list') return value;
  const entries = new Map<string, Entry>();
  for (const item of value.items) {
    if (item.kind !== 'scalar') continue;
    entries.set(item.text, { key: item.text, keyAt: item.at, at: item.at, value: undefined });
  }
  return { kind: 'map', at: value.at, entries };
}

/**
 * A short `depends_on` as the mapping that it stands for. Each entry has one place for key and value, by which the
 * short form is known later.
 */
function toConditions(value: Value): Value {
  const names = toNames(value);
  if (names === value || names.kind !== 'map') return value;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of names.entries) {
    const { at } = entry;
    const parts = [
      scalarEntry('condition', 'service_started', at),
      scalarEntry('required', true, at),
    ];
    entries.set(name, {
      ...entry,
      value: { kind: 'map', at, entries: new Map(parts.map((part) => [part.key, part])) },
    });
  }
  return { ...names, entries };
}

function scalarEntry(key: string, data: string | boolean, at: Span): Entry {
  const value = { kind: 'scalar', at, text: String(data), data, style: 'plain' } as const;
  return { key, keyAt: at, at, value };
}

function toBuild(value: Value): Value {
  if (value.kind !== 'scalar') return value;
  const key = 'context';
  return {
    kind: 'map',
    at: value.at,
    entries: new Map([[key, { key, keyAt: value.at, at: value.at, value }]]),
  };
}

function toList(value: Value): ListValue {
  return value.kind === 'list' ? value : { kind: 'list', at: value.at, items: [value] };
}

function hasSameDriver(base: Value, over: Value): boolean {
  const [before, after] = [base, over].map((value) => {
    const driver = value.kind === 'map' ? value.entries.get('driver')?.value : undefined;
    return driver?.kind === 'scalar' ? driver.text : undefined;
  });
  return before === undefined || after === undefined || before === after;
}
