import type { DependencyList } from '../syntax/requirements-tree.ts';
import { findMap, listTexts } from '../syntax/value-paths.ts';
import { normalizeName } from '../syntax/requirements-specifier.ts';
import type { InstallCommand } from './python-install-commands.ts';
import type { GroupChoice } from './python-lock-closure.ts';

/** Which groups and extras `uv sync`, `poetry install` and `pipenv install` take, by their options. */
export function readGroupChoice(
  command: InstallCommand,
  pyproject: DependencyList | undefined,
): GroupChoice {
  if (command.tool === 'uv') return readUvChoice(command, pyproject);
  if (command.tool === 'poetry') return readPoetryChoice(command);
  const hasDev = hasOption(command, '--dev', '-d');
  return {
    hasMain: !hasOption(command, '--dev-only'),
    hasGroup: (name) => hasDev && (name === 'dev' || name === 'develop'),
    hasExtra: () => false,
  };
}

function readUvChoice(command: InstallCommand, pyproject: DependencyList | undefined): GroupChoice {
  const root = pyproject?.project?.root;
  const configured = listTexts(findMap(root, 'tool', 'uv'), 'default-groups');
  const defaults = configured.length > 0 ? configured : ['dev'];
  const only = listValues(command, '--only-group');
  const asked = new Set([...only, ...listValues(command, '--group')]);
  const refused = new Set(listValues(command, '--no-group'));
  if (hasOption(command, '--no-dev')) refused.add('dev');
  const isOnly = only.length > 0 || hasOption(command, '--only-dev');
  if (hasOption(command, '--only-dev')) asked.add('dev');
  const hasDefaults = !isOnly && !hasOption(command, '--no-default-groups');
  const hasAll = hasOption(command, '--all-groups');
  return {
    hasMain: !isOnly,
    hasGroup: (name) =>
      !refused.has(name) && (hasAll || asked.has(name) || (hasDefaults && defaults.includes(name))),
    hasExtra: readExtras(command, ['--extra']),
  };
}

function readPoetryChoice(command: InstallCommand): GroupChoice {
  const only = listValues(command, '--only');
  const asked = new Set(listValues(command, '--with'));
  const refused = new Set(listValues(command, '--without'));
  if (hasOption(command, '--no-dev')) refused.add('dev');
  const isRootOnly = hasOption(command, '--only-root');
  return {
    hasMain: !isRootOnly && (only.length === 0 || only.includes('main')) && !refused.has('main'),
    hasGroup: (name, isOptional) => {
      if (isRootOnly || refused.has(name)) return false;
      if (only.length > 0) return only.includes(name);
      return asked.has(name) || !isOptional;
    },
    hasExtra: readExtras(command, ['--extras', '-E']),
  };
}

function readExtras(command: InstallCommand, names: readonly string[]): GroupChoice['hasExtra'] {
  const extras = new Set(names.flatMap((name) => listValues(command, name)).map(normalizeName));
  const hasAll = hasOption(command, '--all-extras');
  return (name) => hasAll || extras.has(normalizeName(name));
}

export function hasOption({ options }: InstallCommand, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The values of an option, also several in one word. */
export function listValues({ options }: InstallCommand, wanted: string): readonly string[] {
  return options.flatMap(({ name, value }) =>
    name === wanted && value !== undefined
      ? value.text.split(/[\s,]+/).filter((part) => part !== '')
      : [],
  );
}
