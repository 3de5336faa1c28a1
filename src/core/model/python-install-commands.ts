import type { Span } from '../base/span.ts';
import { expandWord, type Expansion } from './dockerfile-variables.ts';
import { valueOptions } from './python-install-options.data.ts';
import type { ProcessLine } from './project.ts';
import { skipWrappers } from './wrapper-programs.ts';

type ShellScript = NonNullable<ProcessLine['script']>;
type ShellCommand = ShellScript['commands'][number];

type InstallTool = 'pip' | 'uv' | 'poetry' | 'pipenv' | 'conda' | 'apt';

/**
 * What a command does. `install` takes what its words and files name, `sync` what the project's files name, `export`
 * writes those to a requirements file, `wheel` builds them into a folder.
 */
type InstallAction = 'install' | 'sync' | 'remove' | 'export' | 'wheel';

/** One command that changes which Python packages are there. */
export interface InstallCommand {
  readonly tool: InstallTool;
  readonly action: InstallAction;
  /** Words that are no options. */
  readonly words: readonly InstallWord[];
  readonly options: readonly InstallOption[];
  /** Where `>` sends the output. */
  readonly output: InstallWord | undefined;
  /** Folders that `cd` went to before, in order; a relative one counts from the one before it. */
  readonly folders: readonly string[];
  /** The program as written, such as `/opt/venv/bin/pip`. */
  readonly program: InstallWord;
  readonly at: Span;
}

export interface InstallWord {
  /** After variables and quotes. */
  readonly text: string;
  readonly at: Span;
  /** False where a variable or a substitution is in it whose value nobody knows. */
  readonly isKnown: boolean;
  /** True where `at` covers exactly the characters of `text`. */
  readonly isExact: boolean;
}

interface InstallOption {
  /** Such as `--requirement` or `-r`, as written. */
  readonly name: string;
  readonly value: InstallWord | undefined;
}

type FindVariable = (name: string) => string | undefined;

/** What was read from a script, and the variables that it depends on. */
interface KnownCommands {
  readonly asked: ReadonlyMap<string, string | undefined>;
  readonly commands: readonly InstallCommand[];
}

/** By script, what it was the last time: many rules ask the same. */
const lastKnown = new WeakMap<ShellScript, KnownCommands>();

/** The commands of a script that install packages. `find` gives the values of variables. */
export function readInstallCommands(
  script: ShellScript,
  find: FindVariable,
): readonly InstallCommand[] {
  const known = lastKnown.get(script);
  if (known !== undefined && hasSameValues(known, find)) return known.commands;
  const asked = new Map<string, string | undefined>();
  const commands = readCommands(script, (name) => {
    const value = find(name);
    asked.set(name, value);
    return value;
  });
  lastKnown.set(script, { asked, commands });
  return commands;
}

function hasSameValues({ asked }: KnownCommands, find: FindVariable): boolean {
  for (const [name, value] of asked) if (find(name) !== value) return false;
  return true;
}

function readCommands(script: ShellScript, find: FindVariable): readonly InstallCommand[] {
  const found: InstallCommand[] = [];
  let folders: readonly string[] = [];
  for (const command of script.commands) {
    const start = skipWrappers(command.words.map((word) => toText(word, find).text));
    const [program, first] = command.words.slice(start, start + 2);
    if (program === undefined) continue;
    const { text } = toText(program, find);
    if (text === 'cd' || text === 'pushd') {
      const folder = first === undefined ? undefined : toWord(first, find);
      folders = [...folders, folder?.isKnown === true ? folder.text : unknownFolder];
      continue;
    }
    if (!toolPattern.test(text)) continue;
    const install = readInstall(command.words.slice(start).map((word) => toWord(word, find)));
    if (install === undefined) continue;
    found.push({ ...install, output: findOutput(command, find), folders, at: command.at });
  }
  return found;
}

/** Programs that `readInstall` knows. */
const toolPattern =
  /(?:^|\/)(?:(?:python|pip)[\d.]*|pip-sync|uv|poetry|pipenv|conda|mamba|micromamba|apt|apt-get|apk)$/;

/** Stands for a folder that a variable names. */
const unknownFolder = '/?';

type Install = Omit<InstallCommand, 'output' | 'folders' | 'at'>;

function readInstall(words: readonly InstallWord[]): Install | undefined {
  const [program, ...rest] = words;
  if (program === undefined) return undefined;
  const name = program.text.slice(program.text.lastIndexOf('/') + 1);
  if (/^python[\d.]*$/.test(name)) return readModule(program, rest);
  if (/^pip[\d.]*$/.test(name)) return readSubcommand('pip', program, rest);
  if (name === 'uv') return readUv(program, rest);
  if (name === 'poetry' || name === 'pipenv') return readSubcommand(name, program, rest);
  if (name === 'pip-sync') return toInstall('pip', 'install', program, toFiles(rest));
  if (/^(?:conda|mamba|micromamba)$/.test(name)) return readConda(program, rest);
  if (/^(?:apt|apt-get|apk)$/.test(name)) return readSubcommand('apt', program, rest);
  return undefined;
}

/** `python -m pip install …`, with options of Python before `-m`. */
function readModule(program: InstallWord, words: readonly InstallWord[]): Install | undefined {
  const at = words.findIndex(({ text }) => !text.startsWith('-') || text === '-m');
  const module = words[at + 1]?.text ?? '';
  if (words[at]?.text !== '-m') return undefined;
  const rest = words.slice(at + 2);
  if (module === 'pip') return readSubcommand('pip', program, rest);
  if (module === 'uv') return readUv(program, rest);
  return module === 'poetry' || module === 'pipenv'
    ? readSubcommand(module, program, rest)
    : undefined;
}

const actions: Readonly<Record<InstallTool, Readonly<Record<string, InstallAction>>>> = {
  pip: { install: 'install', uninstall: 'remove', wheel: 'wheel' },
  uv: { sync: 'sync', add: 'install', remove: 'remove', export: 'export' },
  poetry: { install: 'sync', sync: 'sync', add: 'install', remove: 'remove', export: 'export' },
  pipenv: { install: 'install', sync: 'sync', uninstall: 'remove', requirements: 'export' },
  conda: { install: 'install', create: 'install', update: 'install', remove: 'remove' },
  apt: { install: 'install', add: 'install', remove: 'remove', purge: 'remove' },
};

function readUv(program: InstallWord, words: readonly InstallWord[]): Install | undefined {
  const { values } = splitWords('uv', words);
  const [first, second] = values;
  if (first?.text !== 'pip') return readSubcommand('uv', program, words);
  const rest = words.slice(words.indexOf(first) + 1);
  if (second?.text !== 'sync') return readSubcommand('pip', program, rest);
  return toInstall('pip', 'install', program, toFiles(rest.slice(rest.indexOf(second) + 1)));
}

/** The words of `pip-sync` and `uv pip sync` are requirements files. */
function toFiles(words: readonly InstallWord[]): Split {
  const { values, options } = splitWords('pip', words);
  const files = values.map((value) => ({ name: '-r', value }));
  return { values: [], options: [...options, ...files] };
}

function readConda(program: InstallWord, words: readonly InstallWord[]): Install | undefined {
  const [first] = words;
  const rest = first?.text === 'env' ? words.slice(1) : words;
  return readSubcommand('conda', program, rest);
}

function readSubcommand(
  tool: InstallTool,
  program: InstallWord,
  words: readonly InstallWord[],
): Install | undefined {
  const { values, options } = splitWords(tool, words);
  const [subcommand, ...rest] = values;
  const action = actions[tool][subcommand?.text ?? ''];
  if (action === undefined) return undefined;
  // `pipenv install` without packages installs what the Pipfile says.
  const isSync = tool === 'pipenv' && action === 'install' && rest.length === 0;
  return toInstall(tool, isSync ? 'sync' : action, program, { values: rest, options });
}

function toInstall(
  tool: InstallTool,
  action: InstallAction,
  program: InstallWord,
  { values, options }: Split,
): Install {
  return { tool, action, program, words: values, options };
}

interface Split {
  readonly values: readonly InstallWord[];
  readonly options: readonly InstallOption[];
}

function splitWords(tool: InstallTool, words: readonly InstallWord[]): Split {
  const values: InstallWord[] = [];
  const options: InstallOption[] = [];
  const valued = valueOptions[tool];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const { text } = word;
    if (!text.startsWith('-') || text === '-') {
      values.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    if (text.startsWith('--') && equals !== -1) {
      options.push({ name: text.slice(0, equals), value: cutWord(word, equals + 1) });
    } else if (valued?.has(text) === true) {
      at += 1;
      options.push({ name: text, value: words[at] });
    } else if (
      !text.startsWith('--') &&
      text.length > 2 &&
      valued?.has(text.slice(0, 2)) === true
    ) {
      options.push({ name: text.slice(0, 2), value: cutWord(word, 2) });
    } else options.push({ name: text, value: undefined });
  }
  return { values, options };
}

function cutWord(word: InstallWord, start: number): InstallWord {
  const at = word.isExact ? { ...word.at, start: word.at.start + start } : word.at;
  return { ...word, text: word.text.slice(start), at };
}

function toWord(word: ShellCommand['words'][number], find: FindVariable): InstallWord {
  const { text, isKnown } = toText(word, find);
  const hasSubstitution = !word.isLiteral && /\$\(|`/.test(word.text);
  const { file, start, end } = word.at;
  const isQuoted = /^(["']).*\1$/s.test(word.text) && text === word.text.slice(1, -1);
  const isWhole = end - start === word.text.length;
  const at = isQuoted && isWhole ? { file, start: start + 1, end: end - 1 } : word.at;
  const isExact = isWhole && (isQuoted || text === word.text);
  return { text, at, isKnown: isKnown && !hasSubstitution, isExact };
}

function toText(
  { isLiteral, plain, text }: ShellCommand['words'][number],
  find: FindVariable,
): Expansion {
  return isLiteral ? { text: plain, isKnown: true } : expandWord(text, '\\', find);
}

function findOutput(command: ShellCommand, find: FindVariable): InstallWord | undefined {
  const redirection = command.redirections.find(({ operator }) => /^1?>>?$/.test(operator));
  return redirection?.target === undefined ? undefined : toWord(redirection.target, find);
}
