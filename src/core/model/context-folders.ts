import { folderOf, joinPath } from '../base/project-path.ts';
import type { CopySource } from './copy-sources.ts';
import type { FileTree } from './file-tree.ts';
import type { BuildContext, Dockerfile } from './project.ts';

/**
 * The contexts to judge a Dockerfile by. Where no service names it, its folder and all above are tried, and the one
 * that holds most of what it copies wins; none where nothing fits, because then the context is somewhere else.
 */
export function findContextFolders(
  dockerfile: Dockerfile,
  sources: readonly CopySource[],
  tree: FileTree,
): readonly Pick<BuildContext, 'folder' | 'ignoreFile'>[] {
  const named = dockerfile.contexts.filter(({ isGuessed }) => !isGuessed);
  if (named.length > 0 || dockerfile.inline !== undefined) return named;
  let best: { readonly folder: string; readonly count: number } = { folder: '', count: 0 };
  let folder = folderOf(dockerfile.path);
  for (;;) {
    const count = sources.filter(
      ({ path, isOutside }) => path !== '' && !isOutside && isIn(tree, folder, path),
    ).length;
    if (count > best.count) best = { folder, count };
    if (folder === '') break;
    folder = folderOf(folder);
  }
  const known = dockerfile.contexts.find((context) => context.folder === best.folder);
  return best.count === 0 ? [] : [known ?? { folder: best.folder, ignoreFile: undefined }];
}

export function isIn(tree: FileTree, folder: string, path: string): boolean {
  // The repository itself is in no listing of files, and it is there.
  if (folder === '' && /^\.git(?:\/|$)/.test(path)) return true;
  return tree.hasMatch(joinPath(folder, path) ?? path);
}

/** The first part of a path that is not there, with what comes before it. */
export function findGap(tree: FileTree, place: string): string {
  const parts = place.split('/');
  const at = parts.findIndex((_, index) => !tree.hasMatch(parts.slice(0, index + 1).join('/')));
  return parts.slice(0, at + 1).join('/');
}
