import { parseJson } from './json-value.ts';
import { toRequirements } from './pyproject-poetry.ts';
import { parsePoetryConstraint } from './requirements-constraint.ts';
import { normalizeName } from './requirements-specifier.ts';
import type {
  DependencyGroup,
  DependencyList,
  LockedPackage,
  LockFile,
  PythonConstraint,
} from './requirements-tree.ts';
import { parseToml } from './toml-value.ts';
import { findScalar, listEntries } from './value-paths.ts';
import type { Entry, MapValue } from './value.ts';

/** Tables of a Pipfile that hold no packages. */
const otherTables = new Set(['source', 'requires', 'scripts', 'pipenv', 'settings']);

export function parsePipfile(file: string, text: string): DependencyList {
  const { root, problems } = parseToml(file, text);
  const groups: DependencyGroup[] = [];
  for (const entry of root.entries.values()) {
    if (entry.value?.kind === 'map' && !otherTables.has(entry.key)) groups.push(toGroup(entry));
  }
  return {
    kind: 'pipfile',
    file,
    groups,
    includes: [],
    options: [],
    python: readPython(root, 'requires'),
    project: undefined,
    problems,
  };
}

export function parsePipfileLock(file: string, text: string): LockFile {
  const { root, problems } = parseJson(file, text);
  const packages: LockedPackage[] = [];
  const map = root?.kind === 'map' ? root : undefined;
  for (const group of map?.entries.values() ?? []) {
    if (group.key === '_meta' || group.value?.kind !== 'map') continue;
    for (const entry of group.value.entries.values()) packages.push(toLocked(entry, group.key));
  }
  return {
    kind: 'pipfile-lock',
    file,
    packages,
    python: readPython(map, '_meta', 'requires'),
    problems,
  };
}

function toGroup({ key, keyAt, value }: Entry): DependencyGroup {
  const isMain = key === 'packages';
  const entries = value?.kind === 'map' ? [...value.entries.values()] : [];
  return {
    name: isMain ? '' : toGroupName(key),
    nameAt: keyAt,
    kind: isMain ? 'main' : 'group',
    requirements: entries.flatMap((entry) => toRequirements(entry)),
    sources: [],
    includes: [],
    isOptional: !isMain,
  };
}

function toGroupName(key: string): string {
  return key === 'dev-packages' ? 'dev' : key;
}

function toLocked({ key, keyAt, value }: Entry, table: string): LockedPackage {
  const version = value?.kind === 'map' ? findScalar(value, 'version') : undefined;
  const group = table === 'default' ? 'main' : table === 'develop' ? 'dev' : table;
  return {
    name: normalizeName(key),
    nameAt: keyAt,
    version: version?.text.replace(/^==/, ''),
    versionAt: version?.at ?? { ...keyAt, start: keyAt.end },
    groups: [group],
    dependencies: [],
    extras: new Map(),
    groupDependencies: new Map(),
    isLocal: false,
  };
}

function readPython(
  root: MapValue | undefined,
  ...path: readonly string[]
): readonly PythonConstraint[] {
  const constraints: PythonConstraint[] = [];
  for (const { key, value } of listEntries(root, ...path)) {
    if (value?.kind !== 'scalar') continue;
    const { text, at } = value;
    // `python_version = "3.11"` means any patch release of it.
    const constraint =
      key === 'python_version' ? `${text}.*` : key === 'python_full_version' ? text : undefined;
    if (constraint === undefined) continue;
    constraints.push({ key: 'pipenv', text, at, ...parsePoetryConstraint(constraint) });
  }
  return constraints;
}
