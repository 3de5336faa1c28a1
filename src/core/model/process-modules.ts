import { relativeTo } from '../base/project-path.ts';
import type { ImagePath } from './image-files.ts';
import { resolveInImage } from './python-image-files.ts';

/** Where modules are looked for, besides the installed packages. */
interface ModuleSearch {
  /** The working directory, or the folder of the script. */
  readonly folder: string;
  /** PYTHONPATH as written. */
  readonly pythonPath: string;
  readonly appFolder: string | undefined;
  readonly find: (path: string) => ImagePath;
}

/**
 * `none`: not even the package that the name begins with is in one of the folders; `partly`: the package is there, and
 * the module is not.
 */
type ModulePlace = 'there' | 'unknown' | 'partly' | 'none';

export function findModule(module: string, search: ModuleSearch): ModulePlace {
  const { folder, pythonPath, appFolder } = search;
  const paths = pythonPath.split(':').filter((path) => path !== '');
  if (paths.some((path) => path.includes('$')) && !/^\$\{?PYTHONPATH/.test(pythonPath))
    return 'unknown';
  const folders = [folder, ...paths.filter((path) => !path.includes('$')), appFolder ?? '.'];
  let best: ModulePlace = 'none';
  for (const root of new Set(folders.map((path) => resolveInImage(folder, path)))) {
    const place = findIn(root, module.split('.'), search);
    if (place === 'there' || place === 'unknown') return place;
    if (place === 'partly') best = 'partly';
  }
  return best;
}

function findIn(root: string, parts: readonly string[], { find }: ModuleSearch): ModulePlace {
  let folder = root;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const file = find(`${folder}/${part}.py`.replace('//', '/'));
    if (file.kind === 'unknown') return 'unknown';
    if (file.kind === 'file' && isLast) return 'there';
    const next = `${folder}/${part}`.replace('//', '/');
    const found = find(next);
    if (found.kind === 'unknown') return 'unknown';
    if (found.kind !== 'folder') return index === 0 ? 'none' : 'partly';
    folder = next;
  }
  return 'there';
}

/** The folder of the project that stands where the process starts. */
export function findProcessRoot(source: string, path: string, folder: string): string | undefined {
  const below = relativeTo(folder.slice(1), path.slice(1));
  if (below === undefined || !`/${source}`.endsWith(`/${below}`)) return undefined;
  return source.slice(0, Math.max(0, source.length - below.length - 1));
}
