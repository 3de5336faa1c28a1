import { parseComposeText } from './compose-text.ts';
import type { MappedText } from './dockerfile-tree.ts';
import { parseCondaConstraint } from './requirements-constraint.ts';
import { normalizeName } from './requirements-specifier.ts';
import { RequirementReader } from './requirements-text.ts';
import type {
  DependencyGroup,
  DependencyList,
  PythonConstraint,
  Requirement,
} from './requirements-tree.ts';
import { listItems, toMappedText } from './value-paths.ts';
import type { MapValue } from './value.ts';

/** Reads a conda `environment.yml`; what stands below `pip:` is a group of its own named `pip`. */
export function parseCondaEnvironment(file: string, text: string): DependencyList {
  const { root, problems } = parseComposeText(file, text);
  const packages = listItems(root, 'dependencies').flatMap((item) => {
    const requirement =
      item.kind === 'scalar' ? readCondaRequirement(toMappedText(item)) : undefined;
    return requirement === undefined ? [] : [requirement];
  });
  const pip = readPip(root);
  const main: DependencyGroup = {
    name: '',
    nameAt: undefined,
    kind: 'main',
    requirements: packages.filter(({ name }) => name !== 'python'),
    sources: [],
    includes: [],
    isOptional: false,
  };
  return {
    kind: 'conda',
    file,
    groups: [
      main,
      { ...main, name: 'pip', requirements: pip.requirements, sources: pip.sources, kind: 'group' },
    ],
    includes: pip.includes,
    options: pip.options,
    python: packages.filter(({ name }) => name === 'python').map(toPython),
    project: undefined,
    problems: [...problems, ...pip.problems],
  };
}

/** Reads `channel::name=version=build`; undefined where no name is. */
export function readCondaRequirement(source: MappedText): Requirement | undefined {
  const match = /^(\s*(?:[^\s:]+::)?)([A-Za-z0-9_][\w.-]*)(\s*)(.*)$/s.exec(source.text);
  const [, before = '', name, gap = '', rest = ''] = match ?? [];
  if (name === undefined) return undefined;
  const nameEnd = before.length + name.length;
  const start = nameEnd + gap.length;
  // The build behind the version, such as `=py311_0` or a word after a blank, says nothing about the version.
  const constraint = /^(?:[<>=!~]=?|\d)[^\s]*(?:\s*,\s*[^\s]+)*/.exec(rest)?.[0] ?? '';
  const version = constraint.replace(/^(={1,2}[^=,]+)=[^,]*$/, '$1');
  const end = start + version.length;
  return {
    name: normalizeName(name),
    nameAt: source.spanOf(before.length, nameEnd),
    extras: [],
    constraint: version,
    constraintAt: version === '' ? source.spanOf(nameEnd, nameEnd) : source.spanOf(start, end),
    ...parseCondaConstraint(version),
    marker: undefined,
    url: undefined,
    at: source.spanOf(before.length, version === '' ? nameEnd : end),
  };
}

function readPip(root: MapValue | undefined): RequirementReader {
  const reader = new RequirementReader();
  for (const item of listItems(root, 'dependencies')) {
    if (item.kind !== 'map') continue;
    for (const line of listItems(item, 'pip')) {
      if (line.kind === 'scalar' && line.text !== '') reader.readLine(toMappedText(line));
    }
  }
  return reader;
}

function toPython({
  constraint,
  constraintAt,
  specifiers,
  isConstraintRead,
}: Requirement): PythonConstraint {
  return { key: 'conda', text: constraint, at: constraintAt, specifiers, isConstraintRead };
}
