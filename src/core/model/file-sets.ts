import { folderOf, joinPath, nameOf } from '../base/project-path.ts';
import { startOf } from '../base/span.ts';
import type { SyntaxProblem } from '../syntax/value.ts';
import { getEntries } from './compose-file.ts';
import { needsFile } from './compose-references.ts';
import { baseNames, isComposeName, isStandardComposeName, overrideNames } from './file-names.ts';
import type { ComposeFile, FileSet, VariableOrigin } from './project.ts';
import type { ProjectTexts } from './project-texts.ts';

/** Which compose files are used together, before they are merged. */
export interface FileSetPlan {
  readonly kind: FileSet['kind'];
  readonly files: readonly ComposeFile[];
  readonly folder: string;
  readonly problems: readonly SyntaxProblem[];
}

/** The compose files that are found by their names. Others join when a set names them. */
export function findComposeFiles(texts: ProjectTexts): readonly ComposeFile[] {
  const files: ComposeFile[] = [];
  for (const path of texts.snapshot.files.keys()) {
    if (!isComposeName(path)) continue;
    const file = texts.findCompose(path);
    if (file !== undefined && isComposeFile(file)) files.push(file);
  }
  return files.sort((a, b) => compareText(a.path, b.path));
}

function isComposeFile({ path, root }: ComposeFile): boolean {
  if (isStandardComposeName(path)) return true;
  return root !== undefined && (root.entries.has('services') || root.entries.has('include'));
}

/** Sets of every folder: what Compose would take by itself first, then alternatives, then overlays. */
export function planFileSets(
  files: readonly ComposeFile[],
  texts: ProjectTexts,
): readonly FileSetPlan[] {
  const plans: FileSetPlan[] = [];
  for (const folder of findFolders(files, texts)) {
    const own = files.filter(({ path }) => folderOf(path) === folder);
    plans.push(...planFolder(folder, own, texts));
  }
  const known = new Map<string, FileSetPlan>();
  for (const plan of plans) {
    const id = toFileSetId(plan.files);
    if (!known.has(id)) known.set(id, plan);
  }
  return [...known.values()];
}

export function toFileSetId(files: readonly ComposeFile[]): string {
  return files.map(({ path }) => path).join('+');
}

/** Values for interpolation in a project directory: the shell's, then those of `.env`. */
export function readVariables(
  folder: string,
  texts: ProjectTexts,
): ReadonlyMap<string, VariableOrigin> {
  const { environment } = texts.snapshot;
  const listed = folder === '' ? environment.get('COMPOSE_ENV_FILES') : undefined;
  const paths = listed === undefined || listed === '' ? ['.env'] : listed.split(',');
  const variables = readEnvFiles(
    paths.flatMap((path) => joinPath(folder, path.trim()) ?? []),
    texts,
  );
  for (const [name, value] of environment) {
    variables.set(name, { value, item: undefined });
  }
  return variables;
}

/** The variables of environment files, a later one over an earlier one. */
export function readEnvFiles(
  paths: readonly string[],
  texts: ProjectTexts,
): Map<string, VariableOrigin> {
  const variables = new Map<string, VariableOrigin>();
  for (const item of paths.flatMap((path) => texts.findDotenv(path)?.items ?? [])) {
    if (item.value !== undefined) variables.set(item.name, { value: item.value, item });
  }
  return variables;
}

function findFolders(files: readonly ComposeFile[], texts: ProjectTexts): readonly string[] {
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  for (const path of texts.snapshot.files.keys()) {
    if (nameOf(path) !== '.env') continue;
    if (texts.snapshot.files.get(path)?.includes('COMPOSE_FILE') === true) {
      folders.add(folderOf(path));
    }
  }
  if (texts.snapshot.environment.has('COMPOSE_FILE')) folders.add('');
  return [...folders].sort(compareText);
}

function planFolder(
  folder: string,
  own: readonly ComposeFile[],
  texts: ProjectTexts,
): readonly FileSetPlan[] {
  const named = planFromEnvironment(folder, texts);
  const plans = named === undefined ? [] : [named];
  const covered = new Set(named?.files);
  const base = findByName(own, baseNames);
  const override = findByName(own, overrideNames);
  if (base !== undefined && !covered.has(base)) {
    const files = override === undefined ? [base] : [base, override];
    plans.push(plan('default', files));
    for (const file of files) covered.add(file);
  }
  const rest = own.filter((file) => !covered.has(file));
  const ground = base ?? findGround(own);
  const overlays = rest.filter((file) => file !== ground && isOverlay(file, ground));
  for (const file of rest) {
    if (overlays.includes(file)) {
      plans.push(plan('overlay', ground === undefined ? [file] : [ground, file]));
    } else if (file.isComplete || overlays.length === 0) plans.push(plan('standalone', [file]));
  }
  return plans;
}

/** A file that names neither image nor build for a service, or needs what only the ground has. */
function isOverlay(file: ComposeFile, ground: ComposeFile | undefined): boolean {
  if (!file.isComplete) return true;
  if (file.root === undefined || ground?.root === undefined) return false;
  if (needsFile(file.root, ground.root)) return true;
  if (!isCalledBase(ground)) return false;
  const services = getEntries(ground.root, 'services');
  return getEntries(file.root, 'services')
    .keys()
    .some((name) => services.has(name));
}

function plan(kind: FileSet['kind'], files: readonly ComposeFile[]): FileSetPlan {
  return { kind, files, folder: folderOf(files[0]?.path ?? ''), problems: [] };
}

function findByName(
  files: readonly ComposeFile[],
  names: readonly string[],
): ComposeFile | undefined {
  for (const name of names) {
    const file = files.find(({ path }) => nameOf(path) === name);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Without a file of a standard name: the one called base, or the only one that is complete. */
function findGround(files: readonly ComposeFile[]): ComposeFile | undefined {
  const called = files.filter(isCalledBase);
  if (called.length === 1) return called[0];
  const complete = files.filter(({ isComplete }) => isComplete);
  return complete.length === 1 ? complete[0] : undefined;
}

function isCalledBase({ path }: ComposeFile): boolean {
  return /[._-]base[._-]/i.test(nameOf(path));
}

/** What COMPOSE_FILE lists in the folder's `.env`; the shell's own value counts in the root. */
function planFromEnvironment(folder: string, texts: ProjectTexts): FileSetPlan | undefined {
  const variables = new Map(
    [...readVariables(folder, texts)].filter(([, { item }]) => item !== undefined || folder === ''),
  );
  const origin = variables.get('COMPOSE_FILE');
  if (origin === undefined || origin.value === '') return undefined;
  const files: ComposeFile[] = [];
  const problems: SyntaxProblem[] = [];
  const separator = variables.get('COMPOSE_PATH_SEPARATOR')?.value;
  for (const written of splitPaths(origin.value, separator)) {
    const path = joinPath(folder, written);
    const file = path === undefined ? undefined : texts.findCompose(path);
    if (file !== undefined) files.push(file);
    else if (path !== undefined && texts.paths.isMissing(path)) {
      const at = origin.item?.valueAt ?? startOf(files[0]?.path ?? path);
      problems.push({ at, message: `COMPOSE_FILE names "${written}", which is not there.` });
    }
  }
  const [first] = files;
  if (first === undefined) return undefined;
  return { kind: 'environment', files, folder: folderOf(first.path), problems };
}

/** Compose separates with `:`, on Windows with `;`. */
function splitPaths(value: string, separator: string | undefined): readonly string[] {
  const mark = separator ?? (value.includes(';') ? ';' : ':');
  const paths = mark === '' ? [value] : value.split(mark);
  return paths.map((path) => path.trim()).filter((path) => path !== '');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
