import { folderOf } from '../base/project-path.ts';
import { findOpaquePaths } from './opaque-paths.ts';
import type { Snapshot } from './snapshot.ts';

/** What is there at a path of the project. Ask this, not the snapshot's files, which know no folders. */
export interface PathIndex {
  /** True for a file that is there. */
  hasFile(path: string): boolean;
  /** True for a folder that is there; '' is the root. */
  hasFolder(path: string): boolean;
  /** True where certainly neither a file nor a folder is there; false as well where nobody knows. */
  isMissing(path: string): boolean;
}

export function createPathIndex(snapshot: Snapshot): PathIndex {
  const { files, isPartial } = snapshot;
  const opaque = findOpaquePaths(snapshot);
  let folders: ReadonlySet<string> | undefined;
  const hasFolder = (path: string): boolean => {
    folders ??= collectFolders(files, opaque);
    return folders.has(path);
  };
  return {
    hasFile: (path) => files.has(path),
    hasFolder,
    isMissing: (path) =>
      !isPartial && !files.has(path) && !hasFolder(path) && !isInside(path, opaque),
  };
}

function collectFolders(
  files: Snapshot['files'],
  opaqueFolders: ReadonlySet<string>,
): ReadonlySet<string> {
  const folders = new Set<string>(['', ...opaqueFolders]);
  for (const paths of [files.keys(), opaqueFolders]) {
    for (const path of paths) {
      for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) {
        folders.add(folder);
      }
    }
  }
  return folders;
}

function isInside(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
  }
  return false;
}
