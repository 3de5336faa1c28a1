import type { Snapshot } from './snapshot.ts';

/**
 * Paths of which nobody knows what is there: folders that were not listed, and what a `.dvc` file stands for, which
 * DVC fetches or makes.
 */
export function findOpaquePaths({ files, opaqueFolders }: Snapshot): ReadonlySet<string> {
  const paths = new Set(opaqueFolders);
  for (const file of files.keys()) {
    if (file.endsWith('.dvc') && !file.endsWith('/.dvc')) paths.add(file.slice(0, -'.dvc'.length));
  }
  paths.delete('');
  return paths;
}
