import type { Finding } from '../core/base/finding.ts';
import { LineIndex } from '../core/base/line-index.ts';
import type { Span } from '../core/base/span.ts';

/** What a lint run found, by root, before it is written in some format. */
export interface LintReport {
  readonly roots: readonly RootReport[];
}

export interface RootReport {
  /** As the caller gave it. */
  readonly root: string;
  readonly findings: readonly Finding[];
  /** Texts of the files with findings. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

/** Lines and columns from 1, the end exclusive; columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns spans of one root into places. */
export class PlaceFinder {
  readonly #texts: ReadonlyMap<string, string | undefined>;
  readonly #lines = new Map<string, LineIndex>();

  constructor(texts: ReadonlyMap<string, string | undefined>) {
    this.#texts = texts;
  }

  find({ file, start, end }: Span): Place {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      lines = new LineIndex(this.#texts.get(file) ?? '');
      this.#lines.set(file, lines);
    }
    const first = lines.positionAt(start);
    const last = lines.positionAt(end);
    return {
      line: first.line + 1,
      column: first.column + 1,
      endLine: last.line + 1,
      endColumn: last.column + 1,
    };
  }
}

/** A path that a person at the caller's folder can open. */
export function toShownPath(root: string, file: string): string {
  if (root === '.' || root === '') return file;
  return `${root.replace(/[/\\]$/, '')}/${file}`;
}
