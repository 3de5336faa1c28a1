import type { Span } from '../base/span.ts';
import { parsePoetryConstraint } from './requirements-constraint.ts';
import { normalizeName } from './requirements-specifier.ts';
import type { LockedPackage, LockFile, PythonConstraint } from './requirements-tree.ts';
import { parseToml } from './toml-value.ts';
import { findMap, findScalar, listEntries, listItems, listTexts } from './value-paths.ts';
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
    isLocal: ['editable', 'virtual'].some((key) => findScalar(map, 'source', key) !== undefined),
  };
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
function readDependencies(map: MapValue): readonly string[] {
  const names = listItems(map, 'dependencies').flatMap(toName);
  for (const { key } of listEntries(map, 'dependencies')) names.push(normalizeName(key));
  return names;
}

function toName(item: Value): string[] {
  const name = item.kind === 'map' ? findScalar(item, 'name') : undefined;
  return name === undefined ? [] : [normalizeName(name.text)];
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
