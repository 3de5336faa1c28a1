import type { ScalarValue } from './value.ts';

/** A TOML string that was read from a text. */
export interface TomlString {
  readonly text: string;
  readonly style: ScalarValue['style'];
  /** Behind the closing quotes, or where the string breaks off. */
  readonly end: number;
  readonly isClosed: boolean;
}

/** Reads the string whose first quote is at `start`. */
export function readTomlString(text: string, start: number): TomlString {
  const quote = text.charAt(start);
  if (text.startsWith(quote.repeat(3), start)) return readLongString(text, start, quote);
  let at = start + 1;
  let hasEscape = false;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    if (code === 92 && quote === '"') {
      hasEscape = true;
      at += 1;
    } else if (code === quote.charCodeAt(0)) {
      const body = text.slice(start + 1, at);
      return {
        text: hasEscape ? decodeEscapes(body) : body,
        style: quote === '"' ? 'double' : 'single',
        end: at + 1,
        isClosed: true,
      };
    }
  }
  const end = Math.min(at, text.length);
  return { text: text.slice(start + 1, end), style: 'plain', end, isClosed: false };
}

function readLongString(text: string, start: number, quote: string): TomlString {
  const fence = quote.repeat(3);
  const close = findFence(text, start + 3, fence);
  if (close === -1) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    return { text: text.slice(start + 3, end), style: 'block', end, isClosed: false };
  }
  // Up to two quotes may stand before the closing ones.
  let end = close;
  while (end < close + 2 && text.charAt(end + 3) === quote) end += 1;
  const body = text.slice(start + 3, end).replace(/^\r?\n/, '');
  return {
    text: quote === '"' ? decodeEscapes(body.replaceAll(/\\[ \t]*\r?\n\s*/g, '')) : body,
    style: 'block',
    end: end + 3,
    isClosed: true,
  };
}

/** A backslash before the quotes of a basic string keeps them from closing it. */
function findFence(text: string, from: number, fence: string): number {
  let close = text.indexOf(fence, from);
  if (fence.startsWith("'")) return close;
  while (close !== -1 && isEscaped(text, close, from)) close = text.indexOf(fence, close + 1);
  return close;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes - 1 >= from && text.charCodeAt(at - slashes - 1) === 92) slashes += 1;
  return slashes % 2 === 1;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001B'],
]);

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(?:u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|x[\dA-Fa-f]{2}|[^])/g, (written) => {
    if (written.length === 2) return escapes.get(written.charAt(1)) ?? written.charAt(1);
    const code = Number.parseInt(written.slice(2), 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
  });
}
