import type { Edit, Span } from '../base/span.ts';

/** What edits ask of a document: its text. */
interface Source {
  readonly text: string;
}

export function replace(at: Span, insert: string): Edit {
  return { at, insert };
}

export function insertAfter(at: Span, insert: string): Edit {
  return { at: { file: at.file, start: at.end, end: at.end }, insert };
}

/**
 * Removes what stands at a span with the rest of its lines. A comment behind it stays, as a line of its own; at the
 * file's start the blank lines behind it go too.
 */
export function removeLines({ text }: Source, at: Span): Edit {
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  // The byte order mark is the file's, not the line's.
  const start = text[lineStart] === '\uFEFF' ? lineStart + 1 : lineStart;
  const indentation = text.slice(start, at.start);
  if (indentation.trim() !== '') return { at, insert: '' };
  const feed = text.indexOf('\n', at.end);
  const lineEnd = feed === -1 ? text.length : feed;
  const rest = text.slice(at.end, lineEnd).trim();
  if (rest !== '') return { at: { ...at, end: text.indexOf(rest, at.end) }, insert: '' };
  let end = feed === -1 ? text.length : feed + 1;
  if (text.slice(0, start).trim() === '') {
    const blank = /(?:[ \t]*\r?\n)*/y;
    blank.lastIndex = end;
    end += blank.exec(text)?.[0].length ?? 0;
  }
  return { at: { file: at.file, start, end }, insert: '' };
}

/** Adds words behind one of a command: in the same text, in a JSON or YAML list, or on lines of their own. */
export function insertWords(
  { text }: Source,
  word: { readonly at: Span; readonly form: 'list' | 'text' },
  words: readonly string[],
): Edit {
  const { at, form } = word;
  if (form === 'text') return insertAfter(at, words.map((one) => ` ${one}`).join(''));
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  const bullet = /^\s*-\s+$/.exec(text.slice(lineStart, at.start))?.[0];
  if (bullet === undefined) return insertAfter(at, words.map((one) => `, "${one}"`).join(''));
  return insertAfter(at, words.map((one) => `\n${bullet}${one}`).join(''));
}
