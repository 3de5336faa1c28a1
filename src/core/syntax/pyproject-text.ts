import { readPoetryGroups, readPoetryPython } from './pyproject-poetry.ts';
import { readProjectTable } from './pyproject-project.ts';
import { parseSpecifiers, readRequirement } from './requirements-specifier.ts';
import type {
  DependencyGroup,
  DependencyList,
  PythonConstraint,
  Requirement,
} from './requirements-tree.ts';
import { parseToml } from './toml-value.ts';
import { findScalar, listEntries, toMappedText } from './value-paths.ts';
import type { Entry, MapValue, SyntaxProblem, Value } from './value.ts';

/** Reads what a `pyproject.toml` says about packages: PEP 621, dependency groups, Poetry, uv. */
export function parsePyproject(file: string, text: string): DependencyList {
  const { root, problems: syntaxProblems } = parseToml(file, text);
  const problems = [...syntaxProblems];
  const groups = [
    ...readStandardGroups(root, problems),
    ...readUvGroups(root, problems),
    ...readPoetryGroups(root),
  ];
  return {
    kind: 'pyproject',
    file,
    groups,
    includes: [],
    options: [],
    python: [...readRequiresPython(root), ...readPoetryPython(root)],
    project: readProjectTable(root),
    problems,
  };
}

function readStandardGroups(root: MapValue, problems: SyntaxProblem[]): DependencyGroup[] {
  const groups: DependencyGroup[] = [];
  const project = root.entries.get('project')?.value;
  if (project?.kind === 'map') {
    const entry = project.entries.get('dependencies');
    if (entry !== undefined) groups.push({ ...readGroup(entry, problems), name: '', kind: 'main' });
    for (const extra of listEntries(project, 'optional-dependencies')) {
      groups.push({ ...readGroup(extra, problems), kind: 'extra', isOptional: true });
    }
  }
  for (const entry of listEntries(root, 'dependency-groups')) {
    groups.push(readGroup(entry, problems));
  }
  const build = root.entries.get('build-system')?.value;
  const requires = build?.kind === 'map' ? build.entries.get('requires') : undefined;
  if (requires !== undefined) {
    groups.push({ ...readGroup(requires, problems), name: 'build', kind: 'build' });
  }
  return groups;
}

function readUvGroups(root: MapValue, problems: SyntaxProblem[]): DependencyGroup[] {
  const groups: DependencyGroup[] = [];
  for (const entry of listEntries(root, 'tool', 'uv')) {
    if (entry.key === 'dev-dependencies')
      groups.push({ ...readGroup(entry, problems), name: 'dev' });
    else if (entry.key === 'constraint-dependencies' || entry.key === 'override-dependencies') {
      groups.push({ ...readGroup(entry, problems), kind: 'constraint' });
    }
  }
  return groups;
}

function readGroup(entry: Entry, problems: SyntaxProblem[]): DependencyGroup {
  const items = entry.value?.kind === 'list' ? entry.value.items : [];
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  for (const item of items) {
    const requirement = readItem(item, problems);
    if (requirement !== undefined) requirements.push(requirement);
    const included = item.kind === 'map' ? findScalar(item, 'include-group') : undefined;
    if (included !== undefined) includes.push(included.text);
  }
  return {
    name: entry.key,
    nameAt: entry.keyAt,
    kind: 'group',
    requirements,
    sources: [],
    includes,
    isOptional: false,
  };
}

function readItem(item: Value, problems: SyntaxProblem[]): Requirement | undefined {
  if (item.kind !== 'scalar') return undefined;
  const read = readRequirement(toMappedText(item));
  if (read === undefined || item.text.slice(read.end).trim() !== '') {
    problems.push({
      at: item.at,
      message: `"${item.text}" is not a requirement such as "numpy>=2".`,
    });
  }
  return read?.requirement;
}

function readRequiresPython(root: MapValue): PythonConstraint[] {
  const scalar = findScalar(root, 'project', 'requires-python');
  if (scalar === undefined) return [];
  const specifiers = parseSpecifiers(scalar.text);
  return [
    {
      key: 'requires-python',
      text: scalar.text,
      at: scalar.at,
      specifiers: specifiers ?? [],
      isConstraintRead: specifiers !== undefined,
    },
  ];
}
