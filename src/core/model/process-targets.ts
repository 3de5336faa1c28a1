import { nameOf } from '../base/project-path.ts';
import { findBaseWorkdir } from './image-files-bases.ts';
import type { Service, Stage } from './project.ts';
import { findNamedTargets } from './program-targets.ts';
import { resolveInImage } from './python-image-files.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';
import { skipWrappers } from './wrapper-programs.ts';

/** Something of the project that a command starts or reads first of all. */
export interface ProcessTarget {
  /**
   * `script`: a file by its path; `module`: behind `python -m`; `app`: the module of `uvicorn main:app`; `file`: settings
   * and notebooks that a program reads before anything else.
   */
  readonly kind: 'script' | 'module' | 'app' | 'file';
  /** As written, `:app` left out. */
  readonly text: string;
  readonly word: StartedWord;
  /** The program that takes it, such as `uvicorn`; the script itself where it is started directly. */
  readonly program: string;
  /** Where relative paths start; undefined where nobody knows. */
  readonly folder: string | undefined;
  /** Folder that an option adds to where modules are looked for. */
  readonly appFolder: string | undefined;
  /** Words behind the target. */
  readonly rest: readonly StartedWord[];
}

/** What the commands of a container start, in order; ends where a command may have changed what is there. */
export function findProcessTargets(
  commands: readonly StartedCommand[],
  workdir: string | undefined,
): readonly ProcessTarget[] {
  const targets: ProcessTarget[] = [];
  let folder = workdir;
  for (const { words } of commands) {
    const rest = unwrap(words);
    const [program, first] = rest;
    if (program === undefined) continue;
    if (program.text === 'cd') {
      folder =
        first === undefined || first.text.includes('$')
          ? undefined
          : resolveInImage(folder, first.text);
      continue;
    }
    for (const named of findNamedTargets(rest)) {
      const at = rest.indexOf(named.word);
      const parts = { folder, appFolder: undefined, rest: rest.slice(at + 1) };
      targets.push({ ...named, program: nameOf(program.text), ...parts });
    }
    const target = findTarget(rest, folder);
    if (target === undefined) {
      if (!isIdle(rest)) break;
      continue;
    }
    targets.push(target);
    // What a script of the project does for those behind it is not known.
    if (target.kind === 'script' && target.text.endsWith('.sh')) break;
  }
  return targets;
}

/** The folder that a stage's process starts in. */
export function findStageWorkdir(stage: Stage): string | undefined {
  const last = stage.instructions.at(-1);
  const before =
    last?.workdir ?? (stage.parent === undefined ? undefined : findStageWorkdir(stage.parent));
  const own = stage.instructions.some(({ instruction }) => instruction.keyword === 'WORKDIR');
  const start =
    before ?? (own || stage.parent !== undefined ? undefined : findBaseWorkdir(stage.base));
  if (last?.instruction.keyword !== 'WORKDIR') return start;
  const text = last.instruction.argument.text.trim();
  if (text.includes('$') || (start === undefined && !text.startsWith('/'))) return undefined;
  return resolveInImage(start, text);
}

export function findServiceWorkdir(service: Service, stage: Stage | undefined): string | undefined {
  const own = service.value.entries.get('working_dir')?.value;
  const start =
    stage === undefined
      ? service.build === undefined
        ? findBaseWorkdir(service.image)
        : undefined
      : findStageWorkdir(stage);
  if (own?.kind !== 'scalar') return start;
  return own.text.includes('$') ? undefined : resolveInImage(start, own.text);
}

/** Without what only starts the program behind it: `exec`, `tini --`, `uv run`, `xvfb-run` and the like. */
export function unwrap(words: readonly StartedWord[]): readonly StartedWord[] {
  let rest = words.slice(skipWrappers(words.map(({ text }) => nameOf(text))));
  for (;;) {
    const [program, second] = rest;
    const name = nameOf(program?.text ?? '');
    if (/^(?:uv|poetry|pipenv|hatch|pdm)$/.test(name) && second?.text === 'run') {
      rest = rest.slice(2);
      while (
        rest[0]?.text.startsWith('--') === true &&
        !/^--(?:with|extra|group|env-file|python|package|directory|project)$/.test(rest[0].text)
      ) {
        rest = rest.slice(1);
      }
    } else if (/^(?:opentelemetry-instrument|ddtrace-run|tini|catchsegv)$/.test(name)) {
      rest = rest.slice(1);
    } else if (/^(?:gosu|su-exec)$/.test(name)) rest = rest.slice(2);
    else return rest;
  }
}

/** Commands that neither start anything of the project nor change files. */
function isIdle(words: readonly StartedWord[]): boolean {
  const [program] = words;
  return /^(?:echo|sleep|export|set|true|:|printf|wait|while|until|do|done|if|then|fi|else|\[|test|nc|pg_isready|env|trap|ulimit|umask|ls|pwd|cat|alembic|chmod|source|\.)$/.test(
    nameOf(program?.text ?? ''),
  );
}

function findTarget(
  words: readonly StartedWord[],
  folder: string | undefined,
): ProcessTarget | undefined {
  const [program, ...rest] = words;
  if (program === undefined || program.text.includes('$')) return undefined;
  const name = nameOf(program.text);
  const create = (
    kind: ProcessTarget['kind'],
    index: number,
    text?: string,
  ): ProcessTarget | undefined => {
    const word = rest[index];
    if (word === undefined || /[$*?`{}<>"']/.test(word.text)) return undefined;
    const parts = { word, folder, rest: rest.slice(index + 1) };
    return { kind, text: text ?? word.text, program: name, appFolder: undefined, ...parts };
  };
  if (/^python[\d.]*$/.test(name)) return findPythonTarget(rest, create);
  if (/^(?:ba|da|z)?sh$/.test(name)) {
    const at = rest.findIndex(({ text }) => !/^-[a-z]*$/.test(text));
    const isInline = rest.slice(0, at).some(({ text }) => text.includes('c') || text.includes('s'));
    return at === -1 || isInline ? undefined : create('script', at);
  }
  if (name === 'streamlit' && rest[0]?.text === 'run') {
    const at = rest.findIndex(({ text }) => text.endsWith('.py'));
    return at === -1 || rest[at]?.text.includes('://') === true ? undefined : create('script', at);
  }
  if (name === 'fastapi' && /^(?:run|dev)$/.test(rest[0]?.text ?? '')) {
    return rest[1]?.text.endsWith('.py') === true ? create('script', 1) : undefined;
  }
  if (name === 'uvicorn' || name === 'gunicorn' || name === 'hypercorn') {
    return findAppTarget(rest, create);
  }
  const isPath = /^(?:\.{1,2}\/|\/)/.test(program.text) && /\.(?:sh|py)$/.test(program.text);
  if (!isPath || /[*?`{}<>"']/.test(program.text)) return undefined;
  const parts = { word: program, folder, appFolder: undefined, rest };
  return { kind: 'script', text: program.text, program: name, ...parts };
}

type Create = (
  kind: ProcessTarget['kind'],
  index: number,
  text?: string,
) => ProcessTarget | undefined;

function findPythonTarget(rest: readonly StartedWord[], create: Create): ProcessTarget | undefined {
  for (let at = 0; at < rest.length; at += 1) {
    const text = rest[at]?.text ?? '';
    if (text === '-X' || text === '-W') at += 1;
    else if (/^-[a-zA-Z]*m$/.test(text)) {
      const module = rest[at + 1]?.text ?? '';
      if (module === 'streamlit' && rest[at + 2]?.text === 'run') return create('script', at + 3);
      if (/^(?:uvicorn|gunicorn|hypercorn)$/.test(module)) {
        return findAppTarget(rest.slice(at + 2), (kind, index, name) =>
          create(kind, at + 2 + index, name),
        );
      }
      return /^[A-Za-z_][\w.]*$/.test(module) && !module.endsWith('.py')
        ? create('module', at + 1)
        : undefined;
    } else if (/^-[a-zA-Z]*c$/.test(text) || text === '-') return undefined;
    else if (!text.startsWith('-')) {
      return text.endsWith('.py') ? create('script', at) : undefined;
    }
  }
  return undefined;
}

/** `main:app`, behind whatever options. */
function findAppTarget(rest: readonly StartedWord[], create: Create): ProcessTarget | undefined {
  const pattern = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):[A-Za-z_][\w.]*(?:\(.*\))?$/;
  const at = rest.findIndex(({ text }) => pattern.test(text));
  const module = pattern.exec(rest[at]?.text ?? '')?.[1];
  const target = at === -1 || module === undefined ? undefined : create('app', at, module);
  const option = rest.findIndex(({ text }) =>
    /^(?:--app-dir|--chdir|--pythonpath)(?:=|$)/.test(text),
  );
  if (target === undefined || option === -1) return target;
  const [, value = rest[option + 1]?.text] = (rest[option]?.text ?? '').split('=');
  return { ...target, appFolder: value };
}
