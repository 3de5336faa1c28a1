import type { CodeFolder } from '../facts.ts';

/** What is missing for a build that gives the same result next year. */
export function noteDependencies({ folder, manager }: CodeFolder): readonly string[] {
  const place = folder === '' ? 'the project' : folder;
  switch (manager.value.kind) {
    case 'none':
      return [`No dependency file was found in ${place}, so the image has no packages.`];
    case 'uv':
      return manager.value.hasLock
        ? []
        : ['Run "uv lock" and commit uv.lock, so that builds repeat.'];
    case 'poetry':
      return manager.value.hasLock
        ? []
        : ['Run "poetry lock" and commit poetry.lock, so that builds repeat.'];
    case 'pip':
    case 'project':
      break;
  }
  return [];
}
