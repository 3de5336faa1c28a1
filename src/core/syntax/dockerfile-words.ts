import { isBlank } from './dockerfile-lines.ts';
import type { Flag, MappedText, Word } from './dockerfile-tree.ts';

/** Splits at blanks outside quotes; quotes and escapes stay in the words. */
export function splitWords(source: MappedText, escape: string): readonly Word[] {
  const words: Word[] = [];
  const { text } = source;
  let at = 0;
  for (;;) {
    while (at < text.length && isSeparator(text.charCodeAt(at))) at += 1;
    if (at >= text.length) return words;
    const end = findWordEnd(text, at, escape);
    words.push({ text: text.slice(at, end), at: source.spanOf(at, end) });
    at = end;
  }
}

/** The `--name=value` words at the beginning, and the offset behind them. */
export function readFlags(
  source: MappedText,
  escape: string,
): { readonly flags: readonly Flag[]; readonly end: number } {
  const flags: Flag[] = [];
  const { text } = source;
  let at = skipSeparators(text, 0);
  while (text.startsWith('--', at)) {
    const end = findWordEnd(text, at, escape);
    if (end === at + 2) return { flags, end: skipSeparators(text, end) };
    const equals = text.indexOf('=', at);
    const hasValue = equals !== -1 && equals < end;
    flags.push({
      name: text.slice(at + 2, hasValue ? equals : end),
      value: hasValue ? unquote(text.slice(equals + 1, end)) : undefined,
      at: source.spanOf(at, end),
      valueAt: hasValue ? source.spanOf(equals + 1, end) : undefined,
    });
    at = skipSeparators(text, end);
  }
  return { flags, end: at };
}

/** The strings of a JSON array; undefined where the text is anything else. */
export function readExecForm(source: MappedText): readonly Word[] | undefined {
  const { text } = source;
  const words: Word[] = [];
  let at = skipJsonBlanks(text, 0);
  if (text[at] !== '[') return undefined;
  at = skipJsonBlanks(text, at + 1);
  if (text[at] === ']') return skipJsonBlanks(text, at + 1) === text.length ? words : undefined;
  for (;;) {
    const end = findJsonStringEnd(text, at);
    if (end === undefined) return undefined;
    const value = decodeJsonString(text.slice(at, end));
    if (value === undefined) return undefined;
    words.push({ text: value, at: source.spanOf(at, end) });
    at = skipJsonBlanks(text, end);
    if (text[at] === ']') return skipJsonBlanks(text, at + 1) === text.length ? words : undefined;
    if (text[at] !== ',') return undefined;
    at = skipJsonBlanks(text, at + 1);
  }
}

/** A word without the quotes that stand around all of it. */
function unquote(text: string): string {
  const first = text[0];
  return text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first)
    ? text.slice(1, -1)
    : text;
}

function findWordEnd(text: string, start: number, escape: string): number {
  let quote = 0;
  const escapeCode = escape.charCodeAt(0);
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === escapeCode && quote !== 39) at += 1;
    else if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 34 || code === 39) quote = code;
    else if (isSeparator(code)) return at;
  }
  return text.length;
}

function findJsonStringEnd(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at + 1;
  }
  return undefined;
}

function decodeJsonString(text: string): string | undefined {
  // Characters below a blank are no JSON; JSON.parse would throw for them and for broken escapes.
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function skipSeparators(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSeparator(text.charCodeAt(at))) at += 1;
  return at;
}

function skipJsonBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text.charCodeAt(at) === 32 || isSeparator(text.charCodeAt(at)))) {
    at += 1;
  }
  return at;
}

function isSeparator(code: number): boolean {
  return isBlank(code) || code === 10;
}
