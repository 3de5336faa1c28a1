import { nameOf } from '../base/project-path.ts';
import { consoleScripts } from './python-console-scripts.data.ts';
import { broughtScripts, plainPackages } from './python-package-scripts.data.ts';
import { unwrap } from './process-targets.ts';
import { findStartScripts } from './process-scripts.ts';
import type { ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/** A program that a process starts before anything else could have installed it. */
export interface StartedProgram {
  /** As it is called, without its folder. */
  readonly name: string;
  readonly word: StartedWord;
  /** True where Python looks for it as a module, behind `python -m`. */
  readonly isModule: boolean;
}

/** The programs at the beginning of a process; ends where a command may change what is there. */
export function findStartedPrograms(view: ProcessView): readonly StartedProgram[] {
  const { commands, service, stage } = view;
  const found: StartedProgram[] = [];
  // Of `bash -c …` the commands are what stands in the text.
  const line =
    service?.entrypoint ?? stage?.entrypoint ?? service?.command ?? stage?.command ?? undefined;
  const shell = line?.script !== undefined && line.form !== 'shell' ? line.words : [];
  const started = findStarted({ words: shell, form: 'list', isShell: false });
  if (started !== undefined) found.push(started);
  for (const command of commands) {
    const program = findStarted(command);
    if (program !== undefined) found.push(program);
    if (command.separator === '||' || !isHarmless(command)) break;
  }
  return found;
}

function findStarted({ words }: StartedCommand): StartedProgram | undefined {
  const rest = unwrap(words);
  const [word, option, module] = rest;
  // A runner such as `uv run` may fetch what it starts.
  const runners = words.slice(0, words.length - rest.length);
  if (word === undefined || runners.some(({ text }) => text === 'run')) return undefined;
  const [, name] = /^(?:(?:\/usr)?\/bin\/)?([\w.-]+)$/.exec(word.text) ?? [];
  if (name === undefined) return undefined;
  if (/^python[\d.]*$/.test(name) && option?.text === '-m' && module !== undefined) {
    if (consoleScripts.has(module.text)) return { name: module.text, word: module, isModule: true };
  }
  return { name, word, isModule: false };
}

function isHarmless({ words: [program] }: StartedCommand): boolean {
  return /^(?:cd|echo|sleep|mkdir|export|set|printf|ls|pwd|alembic)$/.test(program?.text ?? '');
}

/**
 * The package that a program of Python belongs to, where the process has none of it for certain: the whole list of
 * packages is known, and each of them is known to bring no more than itself.
 */
export function findLackingPackage(
  { name }: Pick<StartedProgram, 'name'>,
  view: ProcessView,
  project: Project,
): string | undefined {
  const owner = consoleScripts.get(name);
  const list = owner === undefined ? undefined : view.packages();
  if (owner === undefined || list?.isComplete !== true || list.packages.has(owner))
    return undefined;
  // A Dockerfile without any install is an excerpt, or its packages come with the code.
  if ([...list.packages.values()].every(({ evidence }) => evidence === 'base')) return undefined;
  if (mayInstallOtherwise(name, owner, { view, project })) return undefined;
  const isOpen = [...list.packages.values()].some(({ name: one, extras, evidence }) => {
    if (evidence === 'locked' && list.isClosed) return false;
    if (broughtScripts.get(one)?.includes(name) === true) return true;
    if (extras.length > 0 && !/^(?:uvicorn|celery|passlib|python-jose|psycopg|redis)$/.test(one))
      return true;
    return !plainPackages.has(one) && !broughtScripts.has(one);
  });
  return isOpen ? undefined : owner;
}

/** Steps that the list of packages does not show. */
function mayInstallOtherwise(
  name: string,
  owner: string,
  { view, project }: { readonly view: ProcessView; readonly project: Project },
): boolean {
  const { stage, service } = view;
  // An empty file stands for one that is written later.
  const isBlank = ([path, text]: readonly [string, string | undefined]): boolean =>
    dependencyFile.test(path) && text?.trim() === '';
  if ([...project.snapshot.files].some(isBlank)) return true;
  for (let at = stage; at !== undefined; at = at.parent) {
    for (const { instruction, copy, script } of at.instructions) {
      const text = instruction.argument.text;
      if (copy?.from !== undefined && /(?:^|\/)s?bin(?:\/|$)|\$/.test(text)) return true;
      if (instruction.keyword !== 'RUN') continue;
      if (script === undefined || instruction.heredocs.length > 0) return true;
      if (text.includes(owner) || text.includes(name) || otherInstallers.test(text)) return true;
    }
  }
  if (service?.mounts.some(({ target }) => environmentFolder.test(target)) === true) return true;
  return findStartScripts(view, project).some(
    ({ text }) => otherInstallers.test(text) || /install|sync/.test(text),
  );
}

const dependencyFile =
  /(?:^|[/._-])requirements?[^/]*\.(?:txt|in)$|pyproject\.toml$|Pipfile$|\.ya?ml$/;
const otherInstallers =
  /\b(?:pdm|hatch|rye|pip-sync|pixi|nix|easy_install|setup\.py|curl|wget|conda|mamba)\b/;
const environmentFolder = /venv|site-packages|conda|^\/usr|\.local|^\/root\/?$|^\/opt\/?$/;

/** The file that a process starts, where its first line asks for a program, and that program. */
export function findInterpreter({ text }: { readonly text: string }): string | undefined {
  const [, path = '', first] = /^#!\s*(\S+)(?:[ \t]+([^\s-]\S*))?/.exec(text) ?? [];
  const name = nameOf(path);
  return name === 'env' ? first : name === '' ? undefined : name;
}
