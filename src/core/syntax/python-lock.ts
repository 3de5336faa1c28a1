import type { Span } from '../base/span.ts';
import { parsePoetryConstraint } from './requirements-constraint.ts';
import { normalizeName, readRequirement } from './requirements-specifier.ts';
import type {
  LockedDependency,
  LockedPackage,
  LockFile,
  PythonConstraint,
} from './requirements-tree.ts';
import { parseToml } from './toml-value.ts';
import {
  findMap,
  findScalar,
  listEntries,
  listItems,
  listTexts,
  toMappedText,
} from './value-paths.ts';
import type { MapValue, ScalarValue, Value } from './value.ts';

/** Most of a lock file says where archives are; nobody asks for that. */
const ignoredKeys = new Set([
  'wheels',
  'sdist',
  'files',
  'hashes',
  'resolution-markers',
  'archive',
]);

export function parseUvLock(file: string, text: string): LockFile {
  return readLock(file, text, 'uv-lock');
}

export function parsePoetryLock(file: string, text: string): LockFile {
  return readLock(file, text, 'poetry-lock');
}

/** The standard lock file, PEP 751. */
export function parsePylock(file: string, text: string): LockFile {
  return readLock(file, text, 'pylock');
}

function readLock(file: string, text: string, kind: LockFile['kind']): LockFile {
  const { root, problems } = parseToml(file, text, ignoredKeys);
  const packages: LockedPackage[] = [];
  for (const item of listItems(root, kind === 'pylock' ? 'packages' : 'package')) {
    const locked = item.kind === 'map' ? toPackage(item) : undefined;
    if (locked !== undefined) packages.push(locked);
  }
  return { kind, file, packages, python: readPython(root), problems };
}

function toPackage(map: MapValue): LockedPackage | undefined {
  const name = findScalar(map, 'name');
  if (name === undefined) return undefined;
  const version = findScalar(map, 'version');
  return {
    name: normalizeName(name.text),
    nameAt: name.at,
    version: version?.text,
    versionAt: version?.at ?? endOf(name.at),
    groups: readGroups(map),
    dependencies: readDependencies(map),
    extras: readExtras(map),
    groupDependencies: readNamedDependencies(map, 'dev-dependencies'),
    isLocal: ['editable', 'virtual'].some((key) => findScalar(map, 'source', key) !== undefined),
  };
}

function readExtras(map: MapValue): LockedPackage['extras'] {
  const extras = readNamedDependencies(map, 'optional-dependencies');
  return extras.size > 0 ? extras : readNamedDependencies(map, 'extras');
}

function endOf(span: Span): Span {
  return { ...span, start: span.end };
}

/** Poetry 2 writes `groups`, Poetry 1 before 1.5 wrote `category`. */
function readGroups(map: MapValue): readonly string[] {
  const category = findScalar(map, 'category');
  return category === undefined ? listTexts(map, 'groups') : [category.text];
}

/** uv and PEP 751 list tables with a name, Poetry has a table by name. */
function readDependencies(map: MapValue): readonly LockedDependency[] {
  const listed = listItems(map, 'dependencies').flatMap(toDependency);
  const named = [...listEntries(map, 'dependencies')].map(({ key, value }) => ({
    name: normalizeName(key),
    extras: value?.kind === 'map' ? listTexts(value, 'extras').map(normalizeName) : [],
  }));
  return [...listed, ...named];
}

/** By group or extra: uv lists tables, Poetry lists requirements as text. */
function readNamedDependencies(
  map: MapValue,
  key: string,
): ReadonlyMap<string, readonly LockedDependency[]> {
  const found = new Map<string, readonly LockedDependency[]>();
  for (const entry of listEntries(map, key)) {
    const items = entry.value?.kind === 'list' ? entry.value.items : [];
    found.set(normalizeName(entry.key), items.flatMap(toDependency));
  }
  return found;
}

function toDependency(item: Value): LockedDependency[] {
  if (item.kind === 'scalar') {
    const requirement = readRequirement(toMappedText(item))?.requirement;
    return requirement === undefined
      ? []
      : [{ name: requirement.name, extras: requirement.extras }];
  }
  const name = item.kind === 'map' ? findScalar(item, 'name') : undefined;
  if (item.kind !== 'map' || name === undefined) return [];
  const extras = listTexts(item, 'extra').map(normalizeName);
  return [{ name: normalizeName(name.text), extras }];
}

function readPython(root: MapValue): readonly PythonConstraint[] {
  const metadata = findMap(root, 'metadata');
  const written: readonly (readonly [PythonConstraint['key'], ScalarValue | undefined])[] = [
    ['requires-python', findScalar(root, 'requires-python')],
    ['poetry', findScalar(metadata, 'python-versions')],
  ];
  return written.flatMap(([key, scalar]) =>
    scalar === undefined
      ? []
      : [{ key, text: scalar.text, at: scalar.at, ...parsePoetryConstraint(scalar.text) }],
  );
}
