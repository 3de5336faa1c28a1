import type { MappedText, Word } from './dockerfile-tree.ts';
import { sliceText } from './mapped-text.ts';

/** A word of a command line with its quotes taken off. */
export interface CommandWord extends Word {
  /** What is between the quotes, where the whole word is quoted once; else the word as written. */
  readonly body: MappedText;
}

/** Splits a command like Compose does: blanks, quotes and backslashes, and nothing else of a shell. */
export function splitCommand(source: MappedText): readonly CommandWord[] {
  const words: CommandWord[] = [];
  let at = 0;
  while (at < source.text.length) {
    if (isBlank(source.text.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    const { text, end } = readWord(source.text, start);
    at = end;
    words.push({ text, at: source.spanOf(start, end), body: bodyOf(source, start, end) });
  }
  return words;
}

function readWord(text: string, start: number): { readonly text: string; readonly end: number } {
  let result = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && isBlank(char)) break;
    if (char === '\\' && quote !== "'" && at + 1 < text.length) {
      at += 1;
      result += text.charAt(at);
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else result += char;
  }
  return { text: result, end: at };
}

function bodyOf(source: MappedText, start: number, end: number): MappedText {
  const first = source.text.charAt(start);
  const isQuoted = (first === '"' || first === "'") && end - start >= 2;
  const closes = isQuoted && source.text.indexOf(first, start + 1) === end - 1;
  return closes ? sliceText(source, start + 1, end - 1) : sliceText(source, start, end);
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}
