import type { Span } from '../base/span.ts';
import type { MappedText, Word } from './dockerfile-tree.ts';
import { sliceText } from './mapped-text.ts';

/** A word of a command line with its quotes taken off. */
export interface CommandWord extends Word {
  /** What is between the quotes, where the whole word is quoted once; else the word as written. */
  readonly body: MappedText;
}

export interface CommandLine {
  readonly words: readonly CommandWord[];
  /** The first `;`, `&`, `|`, `<` or `>` outside quotes and all behind it, which Compose drops in silence. */
  readonly dropped: Span | undefined;
}

/** Splits a command like Compose does: at blanks, with quotes and backslashes, up to the first operator of a shell. */
export function splitCommand(source: MappedText): CommandLine {
  const { text } = source;
  const words: CommandWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    const word = readWord(text, start, true);
    at = word.end;
    const isDescriptor = text.charAt(at) === '>' && /^\d/.test(word.text);
    if (at > start && !isDescriptor) words.push(toWord(source, start, word));
    if (isOperator(text.charAt(at))) {
      return { words, dropped: source.spanOf(isDescriptor ? start : at, text.trimEnd().length) };
    }
  }
  return { words, dropped: undefined };
}

/** Splits a text that a shell runs into words, its operators among them. */
export function splitWords(source: MappedText): readonly CommandWord[] {
  const words: CommandWord[] = [];
  for (let at = 0; at < source.text.length; at += 1) {
    if (isBlank(source.text.charAt(at))) continue;
    const word = readWord(source.text, at, false);
    words.push(toWord(source, at, word));
    at = word.end;
  }
  return words;
}

interface ReadWord {
  readonly text: string;
  readonly end: number;
}

function readWord(text: string, start: number, stopsAtOperator: boolean): ReadWord {
  let result = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote === '' && (isBlank(char) || (stopsAtOperator && isOperator(char)))) break;
    if (char === '\\' && quote !== "'" && at + 1 < text.length) {
      at += 1;
      result += text.charAt(at);
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else result += char;
  }
  return { text: result, end: at };
}

function toWord(source: MappedText, start: number, { text, end }: ReadWord): CommandWord {
  return { text, at: source.spanOf(start, end), body: bodyOf(source, start, end) };
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

function isOperator(char: string): boolean {
  return char !== '' && ';&|<>'.includes(char);
}
