import type { MappedText } from './dockerfile-tree.ts';
import { skipPiece } from './shell-scan.ts';
import type { ShellWord } from './shell-tree.ts';

/** A range of the text that a shell runs by itself: the inside of `$( … )` or of backquotes. */
export interface Substitution {
  readonly start: number;
  readonly end: number;
}

/** Where a word that begins at `start` ends. */
export function findShellWordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isWordBreak(text.charCodeAt(at))) at = skipPiece(text, at);
  return at;
}

export function toShellWord(source: MappedText, start: number, end: number): ShellWord {
  const written = source.text.slice(start, end);
  const at = source.spanOf(start, end);
  return needsReading.test(written)
    ? { text: written, at, ...readPieces(written) }
    : { text: written, at, plain: written, isLiteral: true };
}

/** What the word makes the shell run, in order. */
export function findSubstitutions(text: string, start: number, end: number): Substitution[] {
  const found: Substitution[] = [];
  let isQuoted = false;
  let at = start;
  while (at < end) {
    const character = text[at];
    if (character === '"') {
      isQuoted = !isQuoted;
      at += 1;
    } else if (character === '$' && text[at + 1] === '(') {
      const after = skipPiece(text, at);
      if (text[at + 2] !== '(') found.push({ start: at + 2, end: Math.max(at + 2, after - 1) });
      at = after;
    } else if (character === '`') {
      const after = skipPiece(text, at);
      found.push({ start: at + 1, end: Math.max(at + 1, after - 1) });
      at = after;
    } else if (isQuoted && character === "'") at += 1;
    else at = skipPiece(text, at);
  }
  return found;
}

const needsReading = /["'\\$`]/;

/** Blanks, line ends and the characters that are operators where they stand outside quotes. */
function isWordBreak(code: number): boolean {
  return (
    code <= 32 ||
    code === 59 || // ;
    code === 38 || // &
    code === 124 || // |
    code === 40 || // (
    code === 41 || // )
    code === 60 || // <
    code === 62 // >
  );
}

function readPieces(written: string): { readonly plain: string; readonly isLiteral: boolean } {
  let plain = '';
  let isLiteral = true;
  let isQuoted = false;
  let at = 0;
  while (at < written.length) {
    const character = written[at] ?? '';
    if (character === '"') {
      isQuoted = !isQuoted;
      at += 1;
    } else if (character === "'" && !isQuoted) {
      const end = skipPiece(written, at);
      plain += written.slice(at + 1, written[end - 1] === "'" && end - 1 > at ? end - 1 : end);
      at = end;
    } else if (character === '\\') {
      const next = written[at + 1] ?? '';
      plain += isQuoted && !'$`"\\'.includes(next) ? `\\${next}` : next;
      at += 2;
    } else if (character === '$' || character === '`') {
      const end = skipPiece(written, at);
      isLiteral = isLiteral && character === '$' && !startsVariable(written[at + 1]);
      plain += written.slice(at, end);
      at = end;
    } else {
      plain += character;
      at += 1;
    }
  }
  return { plain, isLiteral };
}

function startsVariable(next: string | undefined): boolean {
  return next !== undefined && /[\w({@*#?$!-]/.test(next);
}
