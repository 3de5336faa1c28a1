import type { Comment } from './dockerfile-tree.ts';
import type { Span } from '../base/span.ts';
import type { Piece } from './mapped-text.ts';

/** One instruction's lines, joined at their continuation characters. */
export interface LogicalLine {
  /** What remains of each line: without its continuation character and without lines that are comments. */
  readonly pieces: readonly Piece[];
  /** Blank lines between the continued ones. */
  readonly emptyLines: readonly Span[];
  /** Offset of the line after the last one. */
  readonly next: number;
  /** True where the last line asks for one more. */
  readonly isOpen: boolean;
}

/** One physical line: `end` is before its line break, `next` after it. */
export interface PhysicalLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export function readPhysicalLine(text: string, start: number): PhysicalLine {
  const feed = text.indexOf('\n', start);
  const next = feed === -1 ? text.length : feed + 1;
  let end = feed === -1 ? text.length : feed;
  while (end > start && text.charCodeAt(end - 1) === 13) end -= 1;
  return { start, end, next };
}

/** Reads from the first line of an instruction to the end of its continuations. Comments between are added to `comments`. */
export function readLogicalLine(
  source: { readonly file: string; readonly text: string; readonly escape: string },
  first: PhysicalLine,
  comments: Comment[],
): LogicalLine {
  const { file, text, escape } = source;
  const pieces: Piece[] = [];
  const emptyLines: Span[] = [];
  let line = { ...first, start: skipBlanks(text, first.start, first.end) };
  for (;;) {
    const cut = findContinuation(text, line, escape);
    pieces.push([line.start, cut ?? line.end]);
    if (cut === undefined) return { pieces, emptyLines, next: line.next, isOpen: false };
    do {
      if (line.next >= text.length) return { pieces, emptyLines, next: line.next, isOpen: true };
      line = readPhysicalLine(text, line.next);
    } while (isSkipped(file, text, line, { comments, emptyLines }));
  }
}

/** Inside an instruction, comments and blank lines do not end it. */
function isSkipped(
  file: string,
  text: string,
  line: PhysicalLine,
  found: { readonly comments: Comment[]; readonly emptyLines: Span[] },
): boolean {
  const start = skipBlanks(text, line.start, line.end);
  if (start === line.end) {
    found.emptyLines.push({ file, start: line.start, end: line.end });
    return true;
  }
  if (text.charCodeAt(start) !== 35) return false;
  found.comments.push({ at: { file, start, end: line.end }, text: text.slice(start, line.end) });
  return true;
}

/** Where the continuation character stands; two of them in a row are an escaped one. */
function findContinuation(text: string, line: PhysicalLine, escape: string): number | undefined {
  let at = line.end;
  while (at > line.start && isBlank(text.charCodeAt(at - 1))) at -= 1;
  if (at === line.start || text[at - 1] !== escape) return undefined;
  return at - 2 >= line.start && text[at - 2] === escape ? undefined : at - 1;
}

export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** Space, tab, vertical tab, form feed and a carriage return inside a line. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}
