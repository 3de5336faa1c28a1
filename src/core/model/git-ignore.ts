import { folderOf, relativeTo } from '../base/project-path.ts';
import type { Snapshot } from './snapshot.ts';

/** One line of a `.gitignore`. */
interface GitPattern {
  readonly folder: string;
  readonly isNegated: boolean;
  readonly isFolderOnly: boolean;
  readonly expression: RegExp;
}

/** What Git keeps out of the repository, so that it is missing from a fresh clone on purpose. */
export class GitIgnore {
  readonly #patterns: readonly GitPattern[];

  constructor(snapshot: Snapshot) {
    this.#patterns = [...snapshot.files]
      .filter(([path]) => path === '.gitignore' || path.endsWith('/.gitignore'))
      .toSorted(([a], [b]) => a.split('/').length - b.split('/').length)
      .flatMap(([path, text]) => readPatterns(folderOf(path), text ?? ''));
  }

  isIgnored(path: string): boolean {
    const parts = path.split('/');
    // A folder that is ignored takes all below it along.
    return parts.some((_, index) =>
      this.#isMatched(parts.slice(0, index + 1).join('/'), index < parts.length - 1),
    );
  }

  #isMatched(path: string, isFolder: boolean): boolean {
    const last = this.#patterns.findLast(({ folder, expression, isFolderOnly }) => {
      const local = relativeTo(folder, path);
      // A path that is not there may be either; its ending tells.
      const maybeFolder = isFolder || !/\.\w+$/.test(path);
      return local !== undefined && (!isFolderOnly || maybeFolder) && expression.test(local);
    });
    return last !== undefined && !last.isNegated;
  }
}

function readPatterns(folder: string, text: string): readonly GitPattern[] {
  return text.split(/\r?\n/).flatMap((line): readonly GitPattern[] => {
    const written = line.trim();
    if (written === '' || written.startsWith('#')) return [];
    const isNegated = written.startsWith('!');
    const body = (isNegated ? written.slice(1) : written).replace(/\/$/, '');
    const isAnchored = body.includes('/');
    const source = toSource(body.replace(/^\//, ''));
    const expression = compile(isAnchored ? `^${source}$` : `^(?:.*/)?${source}$`);
    return expression === undefined
      ? []
      : [{ folder, isNegated, isFolderOnly: written.endsWith('/'), expression }];
  });
}

function toSource(pattern: string): string {
  let source = '';
  for (const [part] of pattern.matchAll(/\*\*\/|\/\*\*$|\*+|\?|\[[^\]]*\]|\\.|[^*?[\\/]+|./g)) {
    if (part === '**/') source += '(?:.*/)?';
    else if (part === '/**') source += '/.*';
    else if (part.startsWith('*')) source += '[^/]*';
    else if (part === '?') source += '[^/]';
    else if (/^\[.+\]$/.test(part)) source += part.replace(/^\[!/, '[^');
    else source += part.replace(/^\\(?=.)/, '').replaceAll(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`);
  }
  return source;
}

function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}
