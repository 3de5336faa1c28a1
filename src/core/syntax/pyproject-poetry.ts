import { parsePoetryConstraint } from './requirements-constraint.ts';
import { normalizeName } from './requirements-specifier.ts';
import type { DependencyGroup, PythonConstraint, Requirement } from './requirements-tree.ts';
import { findScalar, listEntries, listTexts, toMappedText } from './value-paths.ts';
import type { Entry, MapValue, ScalarValue, Value } from './value.ts';

/** The groups of `[tool.poetry]`, with the extras made of what they name. */
export function readPoetryGroups(root: MapValue): DependencyGroup[] {
  const groups: DependencyGroup[] = [];
  for (const entry of listEntries(root, 'tool', 'poetry')) {
    if (entry.key === 'dependencies') groups.push(readGroup('', entry, 'main'));
    else if (entry.key === 'dev-dependencies') groups.push(readGroup('dev', entry, 'group'));
  }
  for (const group of listEntries(root, 'tool', 'poetry', 'group')) {
    if (group.value?.kind !== 'map') continue;
    const entry = group.value.entries.get('dependencies');
    if (entry === undefined) continue;
    const isOptional = findScalar(group.value, 'optional')?.data === true;
    groups.push({ ...readGroup(group.key, entry, 'group'), nameAt: group.keyAt, isOptional });
  }
  return [...groups, ...readExtras(root, groups)];
}

export function readPoetryPython(root: MapValue): PythonConstraint[] {
  const scalar = findScalar(root, 'tool', 'poetry', 'dependencies', 'python');
  if (scalar === undefined) return [];
  return [
    { key: 'poetry', text: scalar.text, at: scalar.at, ...parsePoetryConstraint(scalar.text) },
  ];
}

/** Optional packages are installed by the extra that names them, not with their group. */
function readGroup(name: string, entry: Entry, kind: 'main' | 'group'): DependencyGroup {
  const requirements: Requirement[] = [];
  for (const item of entry.value?.kind === 'map' ? entry.value.entries.values() : []) {
    if (item.key === 'python' || isOptionalPackage(item.value)) continue;
    requirements.push(...toRequirements(item));
  }
  return {
    name,
    nameAt: entry.keyAt,
    kind,
    requirements,
    sources: [],
    includes: [],
    isOptional: false,
  };
}

function isOptionalPackage(value: Value | undefined): boolean {
  return value?.kind === 'map' && findScalar(value, 'optional')?.data === true;
}

function readExtras(root: MapValue, groups: readonly DependencyGroup[]): DependencyGroup[] {
  const packages = new Map<string, Entry>();
  for (const entry of listEntries(root, 'tool', 'poetry', 'dependencies')) {
    packages.set(normalizeName(entry.key), entry);
  }
  const extras: DependencyGroup[] = [];
  for (const extra of listEntries(root, 'tool', 'poetry', 'extras')) {
    if (extra.value?.kind !== 'list') continue;
    const names = extra.value.items.flatMap((item) =>
      item.kind === 'scalar' ? [normalizeName(item.text)] : [],
    );
    extras.push({
      name: extra.key,
      nameAt: extra.keyAt,
      kind: 'extra',
      requirements: names.flatMap((name) => {
        const entry = packages.get(name);
        return entry === undefined ? [] : toRequirements(entry);
      }),
      sources: [],
      includes: [],
      isOptional: true,
    });
  }
  return groups.length === 0 ? [] : extras;
}

/** One entry of a table of packages, as Poetry and Pipenv write it; several where it is a list. */
export function toRequirements(entry: Entry): readonly Requirement[] {
  const { value } = entry;
  if (value?.kind === 'list') return value.items.map((item) => toRequirement(entry, item));
  return [toRequirement(entry, value)];
}

function toRequirement({ key, keyAt, at }: Entry, value: Value | undefined): Requirement {
  const table = value?.kind === 'map' ? value : undefined;
  const version = value?.kind === 'scalar' ? value : findScalar(table, 'version');
  const constraint = version?.text ?? '';
  return {
    name: normalizeName(key),
    nameAt: keyAt,
    extras: listTexts(table, 'extras').map((extra) => normalizeName(extra)),
    constraint,
    constraintAt: version === undefined ? { ...keyAt, start: keyAt.end } : toMappedText(version).at,
    ...parsePoetryConstraint(constraint),
    marker: findScalar(table, 'markers')?.text,
    url: findSource(table)?.text,
    at,
  };
}

function findSource(table: MapValue | undefined): ScalarValue | undefined {
  for (const key of ['git', 'url', 'path', 'file']) {
    const source = findScalar(table, key);
    if (source !== undefined) return source;
  }
  return undefined;
}
