/** Paths of a project are relative to its root with `/`; '' is the root itself. */

/** The folder of a file, '' for a file in the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Joins a path as a user wrote it to a folder of the project and removes `.` and `..`. Undefined for a path
 * outside the project: an absolute one, one of the home folder, or one with too many `..`.
 */
export function joinPath(folder: string, path: string): string | undefined {
  if (plainPath.test(path)) return folder === '' ? path : `${folder}/${path}`;
  const written = path.replaceAll('\\', '/');
  if (written.startsWith('/') || written.startsWith('~') || /^[A-Za-z]:(?:\/|$)/.test(written)) {
    return undefined;
  }
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Most paths: nothing to remove. */
const plainPath = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** The path seen from a folder that holds it; undefined where it lies elsewhere. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '' || folder === path) return folder === '' ? path : '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
