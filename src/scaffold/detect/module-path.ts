import { folderOf, nameOf, relativeTo } from '../../core/base/project-path.ts';
import type { FileTexts } from './file-texts.ts';
import { pathIn } from './file-texts.ts';

/** Where a Python file has to be started from, so that the modules it imports are found. */
export interface ModulePath {
  /** Such as `app.main`, as seen from `folder`. */
  readonly module: string;
  /** Has to be on the module path; relative to the code folder. */
  readonly folder: string;
}

/** The module path of a file that is imported, such as an application object that a server loads. */
export function toModulePath(files: FileTexts, path: string, codeFolder: string): ModulePath {
  const inside = relativeTo(codeFolder, path) ?? path;
  if (importsFromRoot(files, path, codeFolder)) return { module: toModule(inside), folder: '' };
  if (importsSibling(files, path)) {
    return { module: toModule(nameOf(inside)), folder: folderOf(inside) };
  }
  return inside.startsWith('src/')
    ? { module: toModule(inside.slice(4)), folder: 'src' }
    : { module: toModule(inside), folder: '' };
}

/** Arguments of `python` that start a script: by its path, or as a module where it imports from the code folder's root. */
export function toScriptArguments(
  files: FileTexts,
  path: string,
  codeFolder: string,
): readonly string[] {
  const inside = relativeTo(codeFolder, path) ?? path;
  return importsFromRoot(files, path, codeFolder) ? ['-m', toModule(inside)] : [inside];
}

function importsFromRoot(files: FileTexts, path: string, codeFolder: string): boolean {
  if (folderOf(path) === codeFolder) return false;
  return importedNames(files.textOf(path) ?? '').some(
    (name) =>
      isModule(files, pathIn(codeFolder, name)) && !isModule(files, pathIn(folderOf(path), name)),
  );
}

function importsSibling(files: FileTexts, path: string): boolean {
  return importedNames(files.textOf(path) ?? '').some((name) =>
    isModule(files, pathIn(folderOf(path), name)),
  );
}

function importedNames(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm)].map(
    (match) => match[1] ?? '',
  );
}

function isModule(files: FileTexts, path: string): boolean {
  if (files.paths.has(`${path}.py`) || files.paths.has(`${path}/__init__.py`)) return true;
  // A folder without __init__.py is a package too, if there is Python code in it.
  for (const other of files.paths)
    if (other.startsWith(`${path}/`) && other.endsWith('.py')) return true;
  return false;
}

function toModule(path: string): string {
  return path.replace(/\.py$/, '').replaceAll('/', '.');
}
