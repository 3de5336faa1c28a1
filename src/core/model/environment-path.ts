import type { Span } from '../base/span.ts';
import { nameOf } from '../base/project-path.ts';
import { expandWord } from './dockerfile-variables.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import type { Stage, StageInstruction } from './project.ts';
import type { InstalledPackages } from './python-packages.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/**
 * The folders that ENV puts on PATH, in a stage and what it builds on, those of the base image left out; at the
 * stage's end, or as the instruction `before` sees it.
 */
export function findPathFolders(
  stage: Stage,
  escape: string,
  before?: StageInstruction,
): readonly string[] {
  const folders = stage.parent === undefined ? [] : findPathFolders(stage.parent, escape);
  const end = before === undefined ? stage.instructions.length : stage.instructions.indexOf(before);
  return stage.instructions.slice(0, end).reduce((path, { instruction, variables }) => {
    if (instruction.keyword !== 'ENV') return path;
    const written = findPathText(instruction.words.map(({ text }) => text));
    if (written === undefined) return path;
    const find = (name: string): string | undefined =>
      name === 'PATH' ? path.join(':') : variables.get(name)?.value;
    return expandWord(written, escape, find).text.split(':');
  }, folders);
}

function findPathText(words: readonly string[]): string | undefined {
  const [first, second] = words;
  if (first === 'PATH') return second;
  return words.find((word) => word.startsWith('PATH='))?.slice('PATH='.length);
}

/**
 * The one virtual environment that holds what somebody asked for; undefined where packages are elsewhere too, or where
 * nobody knows what an image holds.
 */
export function findOnlyEnvironment({ packages, gaps }: InstalledPackages): string | undefined {
  if (gaps.some(({ reason }) => reason === 'base' || reason === 'script')) return undefined;
  const locations = new Set<string | undefined>();
  for (const { name, evidence, location } of packages.values()) {
    if (evidence !== 'base' && !installers.has(name)) locations.add(location);
  }
  const [only] = locations;
  if (locations.size !== 1 || only === undefined) return undefined;
  return /env/.test(nameOf(only)) && !only.startsWith('/opt/conda') ? only : undefined;
}

/** That environment where PATH does not lead to it. */
export function findHiddenEnvironment(
  folder: string | undefined,
  stage: Stage,
  escape: string,
): string | undefined {
  if (folder === undefined || stage.variables.has('PYTHONPATH')) return undefined;
  const path = findPathFolders(stage, escape);
  return path.some((one) => one === `${folder}/bin` || one.includes('$')) ? undefined : folder;
}

/** Programs that people install beside the environment in order to fill it. */
const installers: ReadonlySet<string> = new Set([
  'pip',
  'setuptools',
  'wheel',
  'uv',
  'poetry',
  'pipenv',
  'pdm',
  'virtualenv',
  'pip-tools',
]);

/** Programs that packages bring, where they are not called like the package. */
export const consolePrograms: ReadonlyMap<string, string> = new Map([
  ['fastapi', 'fastapi-cli'],
  ['jupyter', 'jupyter-core'],
  ['airflow', 'apache-airflow'],
  ['dagster-webserver', 'dagster-webserver'],
]);

/** The program that starts outside of the environment; undefined where a tool or a script finds its own way. */
export function findOutsider(
  commands: readonly StartedCommand[],
  packages: InstalledPackages['packages'],
): StartedWord | undefined {
  const last = commands.at(-1);
  const isActivated = commands.some(({ words }) =>
    words.some(({ text }) => text.endsWith('activate')),
  );
  const [program] = last?.words ?? [];
  if (program === undefined || isActivated || program.text.includes('/')) return undefined;
  return isInEnvironment(program.text, packages) ? program : undefined;
}

/** Python itself, or a program that one of the packages brings. */
export function isInEnvironment(program: string, packages: InstalledPackages['packages']): boolean {
  if (/^python(?:3(?:\.\d+)?)?$/.test(program)) return true;
  const brought = packages.get(consolePrograms.get(program) ?? program);
  return brought !== undefined && brought.evidence !== 'base' && !installers.has(brought.name);
}

/** VIRTUAL_ENV without a PATH that leads there, where a bare pip fills the system's Python instead. */
export function findLoneVariable(
  stage: Stage,
  escape: string,
): { readonly at: Span; readonly folder: string } | undefined {
  const variable = stage.variables.get('VIRTUAL_ENV');
  const folder = variable?.value;
  if (variable?.kind !== 'env' || folder === undefined || !folder.startsWith('/')) return undefined;
  const path = findPathFolders(stage, escape);
  if (path.some((one) => one === `${folder}/bin` || one.includes('$'))) return undefined;
  const usesBarePip = stage.instructions.some(({ instruction, script }) => {
    const commands = instruction.keyword === 'RUN' ? (script?.commands ?? []) : [];
    const words = commands.map((command) => command.words.map(({ plain }) => plain));
    if (words.some((one) => one.some((word) => word.endsWith('activate')))) return false;
    return words.some(([program = '', action]) => /^pip3?$/.test(program) && action === 'install');
  });
  return usesBarePip ? { at: variable.at, folder } : undefined;
}

/** The program of an environment that is not the one with the packages, such as `/app/.venv/bin/python`. */
export function findStranger(
  commands: readonly StartedCommand[],
  folder: string,
): StartedWord | undefined {
  const program = commands.at(-1)?.words[0];
  const own = /^(\/.*env[^/]*)\/bin\/[^/]+$/.exec(program?.text ?? '')?.[1];
  return own === undefined || own === folder ? undefined : program;
}

export interface Subprocess {
  readonly text: string;
  readonly at: Span;
}

/** Programs that a script starts by name. With an environment of its own a call may say where to look. */
export function findSubprocesses({ calls }: PythonFacts): readonly Subprocess[] {
  return calls.flatMap(({ name, args: [first], at, keywords }) => {
    if (!/^subprocess\.(?:run|call|check_call|check_output|Popen)$/.test(name)) return [];
    const word = first?.kind === 'list' ? first.items[0] : undefined;
    if (word?.kind !== 'text' || keywords.some((keyword) => keyword.name === 'env')) return [];
    return [{ text: word.text, at }];
  });
}
