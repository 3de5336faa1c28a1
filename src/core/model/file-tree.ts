import { folderOf } from '../base/project-path.ts';
import { findOpaquePaths } from './opaque-paths.ts';
import type { Snapshot } from './snapshot.ts';

/** The files and folders of a project as a tree. Paths are relative to the root, '' is the root. */
export class FileTree {
  /** By folder: the names in it. */
  readonly #children = new Map<string, Set<string>>();
  readonly #files: ReadonlyMap<string, unknown>;
  /** Paths whose content is not known: anything may be there. */
  readonly #opaque: ReadonlySet<string>;

  constructor(snapshot: Snapshot) {
    this.#files = snapshot.files;
    this.#children.set('', new Set());
    this.#opaque = findOpaquePaths(snapshot);
    for (const path of snapshot.files.keys()) this.#add(path);
    for (const path of this.#opaque) this.#add(path);
  }

  /** True for what is there, and for what could be at an opaque path. */
  has(path: string): boolean {
    return this.#files.has(path) || this.#children.has(path) || this.isOpaque(path);
  }

  /** True for a folder that was not listed, and below one. */
  isOpaque(path: string): boolean {
    if (this.#opaque.size === 0) return false;
    for (let at = path; at !== ''; at = folderOf(at)) if (this.#opaque.has(at)) return true;
    return false;
  }

  isFolder(path: string): boolean {
    return this.#children.has(path);
  }

  /** Names of the files and folders in a folder. */
  namesIn(folder: string): ReadonlySet<string> {
    return this.#children.get(folder) ?? noNames;
  }

  /** All files at or below a path. */
  *filesBelow(path: string): Generator<string> {
    if (this.#files.has(path)) yield path;
    for (const name of this.namesIn(path)) yield* this.filesBelow(joinName(path, name));
  }

  /** True where a path with `*`, `?` and `[…]` in its parts names something. */
  hasMatch(pattern: string): boolean {
    if (!/[*?[]/.test(pattern)) return this.has(pattern);
    let folders = [''];
    const parts = pattern.split('/');
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const matches = toPartPattern(part);
      const found = folders.flatMap((folder) =>
        [...this.namesIn(folder)]
          .filter((name) => matches.test(name))
          .map((name) => joinName(folder, name)),
      );
      if (found.some((path) => this.#opaque.has(path))) return true;
      if (isLast) return found.length > 0;
      folders = found.filter((path) => this.isFolder(path));
    }
    return false;
  }

  #add(path: string): void {
    let child = path;
    for (;;) {
      const folder = folderOf(child);
      const name = folder === '' ? child : child.slice(folder.length + 1);
      const known = this.#children.get(folder);
      if (known?.has(name) === true) return;
      if (known === undefined) this.#children.set(folder, new Set([name]));
      else known.add(name);
      if (folder === '') return;
      child = folder;
    }
  }
}

const noNames: ReadonlySet<string> = new Set();

function joinName(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Go's `filepath.Match` for one part of a path. */
function toPartPattern(part: string): RegExp {
  let source = '';
  for (const [piece] of part.matchAll(/\*+|\?|\[[^\]]*\]|\\.|[^*?[\\]+|./g)) {
    if (piece.startsWith('*')) source += '.*';
    else if (piece === '?') source += '.';
    else if (/^\[.+\]$/.test(piece)) source += piece.replaceAll('\\', '\\\\');
    else source += piece.replace(/^\\(?=.)/, '').replaceAll(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`);
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A broken range such as `[z-a]` matches nothing.
    return /^(?!)/;
  }
}
