import { folderOf, joinPath, relativeTo } from '../base/project-path.ts';
import type { ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import { imageFolderOf, resolveInImage } from './python-image-files.ts';

/** The folder above or beside a file in which all of a dotted name is found. */
export function findElsewhere(
  module: string,
  source: string,
  { paths }: Project,
): string | undefined {
  const path = module.replaceAll('.', '/');
  for (let folder = folderOf(source); ; folder = folderOf(folder)) {
    const place = joinPath(folder, path) ?? path;
    const isThere = paths.hasFile(`${place}.py`) || paths.hasFile(`${place}/__init__.py`);
    // Somebody else's package has no folder of ours for all of its name.
    const isDeep = module.includes('.') && paths.hasFolder(place);
    if (isThere || isDeep) return folder;
    if (folder === '') return undefined;
  }
}

/** True where the module is in the project and not at that place of the container either. */
export function isAbsent(
  top: string,
  {
    place,
    source,
    path,
    view,
  }: {
    readonly place: string;
    readonly source: string;
    readonly path: string;
    readonly view: Pick<ProcessView, 'find'>;
  },
): boolean {
  const below = relativeTo(place, folderOf(source)) ?? '';
  const depth = below === '' ? 0 : below.split('/').length;
  const folder = resolveInImage(imageFolderOf(path), '../'.repeat(depth));
  return [top, `${top}.py`].every(
    (name) => view.find(resolveInImage(folder, name)).kind === 'missing',
  );
}

/** True for a module, or a package that says so itself, at a folder of the project. */
export function isNamed(top: string, place: string, { paths }: Project): boolean {
  const path = joinPath(place, top) ?? top;
  return paths.hasFile(`${path}.py`) || paths.hasFile(`${path}/__init__.py`);
}
