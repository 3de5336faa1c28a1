import { readPhysicalLine } from './dockerfile-lines.ts';
import type { Heredoc, Word } from './dockerfile-tree.ts';
import { joinPieces, type Piece } from './mapped-text.ts';
import type { SyntaxProblem } from './value.ts';

/** Reads the bodies that the words announce. `end`: behind the last delimiter, undefined without heredocs. */
export function readHeredocs(
  source: { readonly file: string; readonly text: string; readonly problems: SyntaxProblem[] },
  words: readonly Word[],
  start: number,
): { readonly heredocs: readonly Heredoc[]; readonly end: number | undefined } {
  const heredocs: Heredoc[] = [];
  let next = start;
  let end: number | undefined;
  for (const word of words) {
    const match = heredocPattern.exec(word.text);
    const [, chomp, written = ''] = match ?? [];
    const name = written.replaceAll(/["']/g, '');
    if (match === null || name === '') continue;
    const isChomped = chomp === '-';
    const body = readBody(source.text, { start: next, name, isChomped });
    if (!body.isTerminated) {
      source.problems.push({
        at: word.at,
        message: `The heredoc "${name}" is not closed, so it swallows the rest of the file.`,
      });
    }
    heredocs.push({
      name,
      isChomped,
      isExpanded: name === written,
      body: joinPieces(source.file, source.text, body.pieces, next),
    });
    next = body.next;
    end = body.end;
  }
  return { heredocs, end };
}

const heredocPattern = /^\d*<<(-?)([^<]+)$/;

interface Body {
  readonly pieces: readonly Piece[];
  readonly end: number;
  readonly next: number;
  readonly isTerminated: boolean;
}

function readBody(
  text: string,
  wanted: { readonly start: number; readonly name: string; readonly isChomped: boolean },
): Body {
  const pieces: Piece[] = [];
  let at = wanted.start;
  while (at < text.length) {
    const line = readPhysicalLine(text, at);
    let start = line.start;
    if (wanted.isChomped) while (text.charCodeAt(start) === 9) start += 1;
    if (text.slice(start, line.end) === wanted.name) {
      return { pieces, end: line.end, next: line.next, isTerminated: true };
    }
    addPiece(pieces, start, line.next);
    at = line.next;
  }
  return { pieces, end: text.length, next: text.length, isTerminated: false };
}

/** Neighboring pieces become one. */
function addPiece(pieces: Piece[], start: number, end: number): void {
  const last = pieces.at(-1);
  if (last?.[1] === start) pieces[pieces.length - 1] = [last[0], end];
  else pieces.push([start, end]);
}
