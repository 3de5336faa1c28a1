import { nameOf } from '../base/project-path.ts';
import type { ShellCommand, ShellScript } from '../syntax/shell-tree.ts';
import { unwrap } from './process-targets.ts';
import type { ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import { resolveInImage } from './python-image-files.ts';
import { parseShellFile } from './shell-file.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/** A file of the project that a container starts as a script. */
interface StartScript {
  /** Relative to the project root. */
  readonly path: string;
  readonly text: string;
  /** Undefined for a script of another language. */
  readonly script: ShellScript | undefined;
  /** The word that names it. */
  readonly word: StartedWord;
  /** True where the container ends with it. */
  readonly isLast: boolean;
}

/** The scripts that the commands of a container start, those left out whose text is not known. */
export function findStartScripts(
  { commands, workdir, find, findOrigin }: ProcessView,
  { snapshot }: Project,
): readonly StartScript[] {
  const findFile = (place: string): string | undefined => {
    const found = find(place);
    if (found.kind === 'unknown') return findOrigin(place);
    return found.kind === 'file' ? found.source : undefined;
  };
  return commands.flatMap((command, index): readonly StartScript[] => {
    const found = findScriptPath(command, { workdir, find: findFile });
    const text = found === undefined ? undefined : snapshot.files.get(found.path);
    if (found === undefined || text === undefined) return [];
    const script = isShellText(text) ? parseShellFile(found.path, text) : undefined;
    return [{ ...found, text, script, isLast: index === commands.length - 1 }];
  });
}

/** The project's file that a command starts as a script. */
export function findScriptPath(
  command: StartedCommand,
  place: {
    readonly workdir: string | undefined;
    /** The project's file at a path of the container. */
    readonly find: (path: string) => string | undefined;
  },
): { readonly path: string; readonly word: StartedWord } | undefined {
  const word = findScriptWord(command);
  if (word === undefined) return undefined;
  for (const path of findPlaces(word.text, place.workdir)) {
    const found = place.find(path);
    if (found !== undefined) return { path: found, word };
  }
  return undefined;
}

/** A shell text that a container runs: a script of the project, or what stands in its command. */
export interface ProcessScript {
  readonly script: ShellScript;
  /** Undefined for text in a command. */
  readonly file: StartScript | undefined;
  readonly view: ProcessView;
}

/** All shell texts that containers of a project start with, each once. */
export function findProcessScripts(
  views: readonly ProcessView[],
  project: Project,
): readonly ProcessScript[] {
  const files = new Set<string>();
  const found: ProcessScript[] = [];
  for (const view of views) {
    const { service, stage } = view;
    // What a service takes over from its image is read with the image.
    const owner = service ?? stage;
    for (const line of [owner?.entrypoint, owner?.command]) {
      if (line?.script !== undefined) found.push({ script: line.script, file: undefined, view });
    }
    for (const file of findStartScripts(view, project)) {
      if (file.script === undefined || files.has(file.path) || file.text.includes('\r\n')) continue;
      files.add(file.path);
      found.push({ script: file.script, file, view });
    }
  }
  return found;
}

/** The last thing that a shell text does; undefined where that hangs on a condition, a loop or a function. */
export function findLastCommand({ commands }: ShellScript): ShellCommand | undefined {
  const outer = commands.filter(({ isNested, words }) => !isNested && words.length > 0);
  const last = outer.at(-1);
  if (last === undefined) return undefined;
  // Substitutions inside of its own words run before it.
  return commands.some((other) => other.at.start >= last.at.end) ? undefined : last;
}

/** The word of a command that names a script: behind a shell, or as the program itself. */
function findScriptWord({ words }: StartedCommand): StartedWord | undefined {
  const [program, ...rest] = unwrap(words);
  if (program === undefined) return undefined;
  if (/^(?:ba|da|a|z|k)?sh$/.test(nameOf(program.text))) {
    const operand = rest.findIndex(({ text }) => !/^[-+]/.test(text));
    const isInline = rest.slice(0, operand).some(({ text }) => /^-[a-z]*[cs]/.test(text));
    return operand === -1 || isInline ? undefined : rest[operand];
  }
  return /[/]|\.(?:sh|bash|py)$/.test(program.text) ? program : undefined;
}

/** Where a program may be found that is written like this. */
function findPlaces(text: string, workdir: string | undefined): readonly string[] {
  if (/[$*?`{}<>"'\s]/.test(text)) return [];
  if (text.startsWith('/')) return [resolveInImage('/', text)];
  const own = workdir === undefined ? [] : [resolveInImage(workdir, text)];
  if (text.includes('/')) return own;
  return [...own, ...searchPath.map((folder) => `${folder}/${text}`)];
}

const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** A text without `#!` is read by the shell that starts it. */
function isShellText(text: string): boolean {
  return !text.startsWith('#!') || /^#![^\r\n]*\b(?:ba|da|a|z|k)?sh\b/.test(text);
}
