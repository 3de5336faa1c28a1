import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { settingsPaths } from '../core/engine/lint-settings.ts';
import { UsageError } from './usage-error.ts';

/** One root to lint. */
export interface LintTarget {
  /** As the caller gave it, or how the caller would reach the root of a file that was given. */
  readonly root: string;
  readonly folder: string;
  /** Only findings in these are shown, relative to the root with `/`; undefined for all. */
  readonly files: ReadonlySet<string> | undefined;
}

/** Folders are roots of their own; files stand for the root that they belong to. */
export function findLintTargets(cwd: string, paths: readonly string[]): readonly LintTarget[] {
  const targets: LintTarget[] = [];
  const filesByRoot = new Map<string, Set<string>>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const folder = resolve(cwd, path);
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) throw new UsageError(`There is no file or folder "${path}".`);
    if (stats.isDirectory()) {
      targets.push({ root: path, folder, files: undefined });
      continue;
    }
    const root = findRoot(dirname(folder), cwd);
    const files = filesByRoot.get(root) ?? new Set();
    filesByRoot.set(root, files.add(relative(root, folder).split(sep).join('/')));
  }
  for (const [folder, files] of filesByRoot) {
    const shown = relative(cwd, folder).split(sep).join('/');
    targets.push({ root: shown === '' ? '.' : shown, folder, files });
  }
  return targets;
}

/** The nearest folder with our settings or a repository; else the caller's folder where the file is below it. */
function findRoot(start: string, cwd: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const isRoot = [...settingsPaths, '.git'].some((name) => existsSync(join(folder, name)));
    if (isRoot) return folder;
    if (folder === dirname(folder)) break;
  }
  const fromCwd = relative(cwd, start);
  return fromCwd.startsWith('..') || isAbsolute(fromCwd) ? start : cwd;
}
