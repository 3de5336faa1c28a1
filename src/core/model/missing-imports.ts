import { folderOf, joinPath } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import type { ImagePath } from './image-files.ts';
import type { PathIndex } from './path-index.ts';
import { findProcessRoot } from './process-modules.ts';
import type { ProcessTarget } from './process-targets.ts';
import { imageFolderOf, resolveInImage } from './python-image-files.ts';

/** A module of the same package that the project has and the container has not. */
interface MissingImport {
  /** As it is written, with its dots. */
  readonly module: string;
  /** Relative to the project root. */
  readonly file: string;
  readonly at: Span;
}

/** Where a module is. */
interface ModulePlace {
  /** In the project, relative to its root. */
  readonly source: string;
  /** In the container. */
  readonly path: string;
  readonly find: (path: string) => ImagePath;
  readonly paths: Pick<PathIndex, 'hasFile'>;
}

/** The file that a process starts with, where that is one of the project. */
export function findTargetPath({ kind, folder, text }: ProcessTarget): string | undefined {
  if (folder === undefined || kind === 'file') return undefined;
  return resolveInImage(folder, kind === 'script' ? text : `${text.replaceAll('.', '/')}.py`);
}

/** Relative imports of a module, such as `from .routes import router`, that find nothing in the container. */
export function findMissingSiblings(
  facts: PythonFacts,
  { source, path, find, paths }: ModulePlace,
): readonly MissingImport[] {
  return facts.imports.flatMap(({ level, module, name, isOptional, isTopLevel, moduleAt }) => {
    if (level === 0 || isOptional || !isTopLevel) return [];
    const wanted = module === '' ? (name ?? '') : module;
    if (wanted === '' || wanted === '*') return [];
    const up = '../'.repeat(level - 1);
    const below = up + wanted.replaceAll('.', '/');
    const beside = joinPath(folderOf(source), below);
    const file = [`${beside}.py`, `${beside}/__init__.py`].find((one) => paths.hasFile(one));
    if (beside === undefined || file === undefined) return [];
    const place = resolveInImage(imageFolderOf(path), below);
    const isMissing = [`${place}.py`, place].every((one) => find(one).kind === 'missing');
    return isMissing ? [{ module: '.'.repeat(level) + wanted, file, at: moduleAt }] : [];
  });
}

/** Files that a script reads by a literal path, which the project has and the container has not. */
export function findMissingReads(
  facts: PythonFacts,
  { source, path, folder, find, paths }: ModulePlace & { readonly folder: string },
): readonly { readonly text: string; readonly at: Span }[] {
  // Seen from where the path of the command leads to the script in the project.
  const root = findProcessRoot(source, path, folder);
  const told = new Set<string>();
  return facts.paths.flatMap(({ text, at, call }) => {
    if (root === undefined || told.has(text) || !readCall.test(call ?? '')) return [];
    if (text.startsWith('/') || !readFile.test(text) || isWritten(text, facts)) return [];
    const file = joinPath(root, text);
    if (file === undefined || !paths.hasFile(file)) return [];
    if (find(resolveInImage(folder, text)).kind !== 'missing') return [];
    told.add(text);
    return [{ text, at }];
  });
}

const readCall = /^(?:open|pathlib\.Path|pandas\.read_\w+|.*\.load)$/;
const readFile =
  /^[\w./-]+\.(?:ya?ml|json|toml|ini|cfg|conf|pkl|pickle|joblib|pth?|onnx|h5|keras|csv|parquet|npy|sql)$/;

/** True where a program opens a file in order to write it. */
function isWritten(text: string, { calls }: PythonFacts): boolean {
  return calls.some(({ name, args: [path, second], keywords }) => {
    if (name !== 'open' || path?.kind !== 'text' || path.text !== text) return false;
    const mode = second ?? keywords.find((keyword) => keyword.name === 'mode')?.value;
    return mode !== undefined && (mode.kind !== 'text' || /[wax]/.test(mode.text));
  });
}

/** True for a script that changes where Python looks. */
export function hasSearchPath({ calls }: PythonFacts): boolean {
  return calls.some(({ name }) => name.startsWith('sys.path') || name.startsWith('site.'));
}
