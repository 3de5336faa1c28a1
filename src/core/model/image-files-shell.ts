import { nameOf, relativeTo } from '../base/project-path.ts';
import type { ImagePath } from './image-files.ts';
import type { ProcessLine, StageInstruction } from './project.ts';
import { expandWord } from './dockerfile-variables.ts';
import { resolveInImage } from './python-image-files.ts';
import { skipWrappers } from './wrapper-programs.ts';

type ShellScript = NonNullable<ProcessLine['script']>;
type ShellCommand = ShellScript['commands'][number];

/** What a RUN may put at a path; undefined where it certainly leaves the path alone. */
export function findShellTrace(item: StageInstruction, path: string): ImagePath | undefined {
  const { script, workdir, variables } = item;
  if (script === undefined || item.instruction.heredocs.length > 0) return { kind: 'unknown' };
  const find = (name: string): string | undefined => variables.get(name)?.value;
  return findScriptTrace(script.commands, path, { workdir, find });
}

/** The same for the commands of a RUN that come before one of them. */
export function findCommandsTrace(
  { script, workdir, variables }: StageInstruction,
  end: number,
  path: string,
): ImagePath | undefined {
  const find = (name: string): string | undefined => variables.get(name)?.value;
  return findScriptTrace(script?.commands.slice(0, end) ?? [], path, { workdir, find });
}

interface Place {
  readonly workdir: string | undefined;
  readonly find: (name: string) => string | undefined;
}

function findScriptTrace(
  commands: readonly ShellCommand[],
  path: string,
  { workdir, find }: Place,
): ImagePath | undefined {
  let folder = workdir;
  for (const { words, redirections } of commands) {
    const expand = (text: string): string => expandWord(text, '\\', find).text;
    const all = words.map(({ text }) => expand(text));
    const [program = '', ...rest] = all.slice(skipWrappers(all));
    if (program === 'cd' || program === 'pushd') {
      folder = resolveInImage(folder, rest[0] ?? '/root');
      continue;
    }
    const written = redirections.flatMap(({ operator, target }) =>
      operator.includes('>') && target !== undefined ? [expand(target.text)] : [],
    );
    const scope = { path, folder };
    if (written.some((one) => isAt(one, scope))) return { kind: 'unknown' };
    const trace = findTrace(nameOf(program), rest, scope);
    if (trace === 'folder') return { kind: trace, source: undefined };
    if (trace !== undefined) return { kind: trace };
  }
  return undefined;
}

interface Scope {
  readonly path: string;
  readonly folder: string | undefined;
}

function findTrace(
  program: string,
  words: readonly string[],
  scope: Scope,
): 'unknown' | 'folder' | undefined {
  const { path } = scope;
  const operands = words.filter((word) => !word.startsWith('-'));
  if (program === '' || harmless.has(program) || words.includes('--version')) return undefined;
  if (program === 'mkdir') return operands.some((one) => holds(one, scope)) ? 'folder' : undefined;
  if (tools.has(program)) {
    // They fill environments and fetch data, and nobody's source code comes from them.
    const isInstall = installers.test([program, ...words.slice(0, 2)].join(' '));
    if (findOutputs(words).some((one) => isAt(one, scope))) return 'unknown';
    const isCode = /\.(?:py|sh|toml|txt)$/.test(path) || !nameOf(path).includes('.');
    const isOwn = isCode || isInstall;
    return isOwn && !isVenv(program, operands, scope) ? undefined : 'unknown';
  }
  if (targets.has(program)) {
    // A target may be named anywhere, also as the value of an option.
    const named = words.map((word) => word.replace(/^-{1,2}[\w-]+=/, ''));
    return named.some((one) => isAt(one, scope) || isBelow(one, scope)) ? 'unknown' : undefined;
  }
  if (fetchers.has(program)) {
    const folderOption = words.findIndex((word) =>
      /^(?:-C|-d|-P|--directory(?:-prefix)?)$/.test(word),
    );
    const fileOption = words.findIndex((word) =>
      /^-[a-zA-Z]*[oO]$|^--output(?:-document)?$/.test(word),
    );
    const named = words[folderOption + 1];
    const file = words[fileOption + 1];
    if (folderOption !== -1 && named !== undefined)
      return isBelow(named, scope) ? 'unknown' : undefined;
    const isFile = fileOption !== -1 && file !== undefined && !/^-|:\/\//.test(file);
    if (isFile) return isAt(file, scope) ? 'unknown' : undefined;
    return isBelow('.', scope) ? 'unknown' : undefined;
  }
  if (program === 'git') return findGitTrace(words, scope);
  if (/^(?:ba|da|z)?sh$/.test(program) && operands.length === 0) {
    // A downloaded installer writes to the system's folders and the home.
    return /^\/(?:root|home|opt|usr)\//.test(path) ? 'unknown' : undefined;
  }
  return 'unknown';
}

/** What `poetry export -o` and `uv pip compile --output-file=` write. */
function findOutputs(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const [, name, value] = /^(-o|--output(?:-file)?)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) return [];
    return value ?? words[index + 1] ?? [];
  });
}

function findGitTrace(words: readonly string[], scope: Scope): 'unknown' | undefined {
  if (words[0] === 'config' || words[0] === 'lfs') return undefined;
  if (words[0] !== 'clone') return isBelow('.', scope) ? 'unknown' : undefined;
  const [url = '', target] = words
    .slice(1)
    .filter(
      (word, index, all) =>
        !word.startsWith('-') && !/^(?:-b|--branch|--depth)$/.test(all[index - 1] ?? ''),
    );
  return isBelow(target ?? nameOf(url).replace(/\.git$/, ''), scope) ? 'unknown' : undefined;
}

function isVenv(program: string, operands: readonly string[], scope: Scope): boolean {
  if (!/^(?:python[\d.]*|uv|virtualenv)$/.test(program)) return false;
  return operands.some((one) => /venv|^\//.test(one) && isBelow(one, scope));
}

/** A word that stands for the path itself; one with a variable may be anything. */
function isAt(word: string, { path, folder }: Scope): boolean {
  if (word === '/dev/null' || word.startsWith('&')) return false;
  return word.includes('$') || resolveInImage(folder, word) === path;
}

function isBelow(word: string, { path, folder }: Scope): boolean {
  if (word.includes('$')) return true;
  return relativeTo(resolveInImage(folder, word).slice(1), path.slice(1)) !== undefined;
}

/** True where the path is the folder that the word names, or one above it. */
function holds(word: string, { path, folder }: Scope): boolean {
  const places = /\{/.test(word) ? [word.slice(0, word.indexOf('{'))] : [word];
  return places.some(
    (one) => relativeTo(path.slice(1), resolveInImage(folder, one).slice(1)) !== undefined,
  );
}

/** Programs that leave files alone, or only those of the system. */
const harmless: ReadonlySet<string> = new Set(
  `apt apt-get apk yum dnf microdnf dpkg rpm add-apt-repository apt-key useradd adduser groupadd addgroup usermod
   groupmod passwd chpasswd chmod chown chgrp rm rmdir echo printf true : set export unset test [ [[ exit return if then
   else elif fi for do done while case esac locale-gen update-locale update-alternatives ldconfig sed id whoami ls cat
   which find grep egrep awk sleep date umask ulimit gpg update-ca-certificates source . activate deactivate env dos2unix
   strip du df head tail sort wc xargs tr cut dpkg-reconfigure ssh-keyscan debconf-set-selections command type hash
   alias trap wait kill nproc uname arch getent ( ) { } !`.split(/\s+/),
);

/** Programs that fill environments, caches and data folders. */
const tools: ReadonlySet<string> = new Set(
  `pip pip3 pip2 python python3 python2 python3.8 python3.9 python3.10 python3.11 python3.12 python3.13 uv uvx poetry
   pipenv pipx pdm conda mamba micromamba virtualenv npm npx yarn pnpm corepack playwright dvc spacy mlflow
   huggingface-cli jupyter gcloud aws hf rustup cargo`.split(/\s+/),
);

/** Commands of theirs that install packages and nothing else. */
const installers =
  /^(?:(?:python[\d.]* -m )?(?:pip\d?|ensurepip)|uv (?:pip|sync|venv|add|python|tool)|poetry|pipenv|pdm|conda|mamba|micromamba|virtualenv|python[\d.]* -m venv)\b/;

/** Programs whose words say where they write. */
const targets: ReadonlySet<string> = new Set([
  'cp',
  'mv',
  'ln',
  'install',
  'touch',
  'tee',
  'rsync',
]);

/** Programs that write to the working directory unless told otherwise. */
const fetchers: ReadonlySet<string> = new Set([
  'curl',
  'wget',
  'tar',
  'unzip',
  'bsdtar',
  '7z',
  'gunzip',
]);
