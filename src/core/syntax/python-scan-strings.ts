/** A string literal of Python, by offsets in the text. */
export interface StringLiteral {
  readonly end: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly isRaw: boolean;
  readonly isBytes: boolean;
  /** The expressions of an f-string. */
  readonly fields: readonly StringField[];
}

interface StringField {
  /** The braces with all between them. */
  readonly start: number;
  readonly end: number;
  /** The expression alone, without conversion and format. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** An expression in an f-string longer than this is not read as one. */
const longestField = 2000;

/**
 * Reads the literal whose first quote is at `quoteAt`, behind a prefix such as `rb`. A string in a field of another one
 * is passed over with `hasFields` false: its own fields are read when the field is.
 */
export function readString(
  text: string,
  quoteAt: number,
  prefix: string,
  hasFields = true,
): StringLiteral {
  const letters = prefix.toLowerCase();
  const quote = text.charAt(quoteAt);
  const isLong = text.startsWith(quote.repeat(3), quoteAt);
  const bodyStart = quoteAt + (isLong ? 3 : 1);
  const isFormat = hasFields && (letters.includes('f') || letters.includes('t'));
  const kind = { isRaw: letters.includes('r'), isBytes: letters.includes('b') };
  if (!isLong) {
    const { end, fields } = findShortEnd(text, bodyStart, { quote, isFormat });
    return { ...kind, bodyStart, bodyEnd: end, end: endAfter(text, end, quote), fields };
  }
  const bodyEnd = findLongEnd(text, bodyStart, quote.repeat(3));
  const fields = isFormat ? findFields(text, bodyStart, bodyEnd) : [];
  return { ...kind, bodyStart, bodyEnd, end: Math.min(bodyEnd + 3, text.length), fields };
}

/** The text that a part of a literal stands for. */
export function decodeString(body: string, isRaw: boolean): string {
  if (isRaw || !body.includes('\\')) return body;
  return body.replaceAll(escapePattern, (written) => {
    const letter = written.charAt(1);
    if (letter === '\n' || letter === '\r') return '';
    if (/[xuU]/.test(letter) && written.length > 2) {
      const code = Number.parseInt(written.slice(2), 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
    }
    if (/[0-7]/.test(letter)) return String.fromCodePoint(Number.parseInt(written.slice(1), 8));
    return escapes.get(letter) ?? written;
  });
}

const escapePattern = /\\(?:\r\n|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[0-7]{1,3}|[^])/g;

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

function endAfter(text: string, bodyEnd: number, quote: string): number {
  return text.charAt(bodyEnd) === quote ? bodyEnd + 1 : bodyEnd;
}

interface ShortString {
  readonly quote: string;
  readonly isFormat: boolean;
}

/** Up to the closing quote, or the line's end where there is none. Quotes in fields do not close. */
function findShortEnd(
  text: string,
  from: number,
  { quote, isFormat }: ShortString,
): { readonly end: number; readonly fields: readonly StringField[] } {
  const fields: StringField[] = [];
  const quoteCode = quote.charCodeAt(0);
  let hasFields = isFormat;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quoteCode || code === 10) break;
    if (code === 13 && text.charCodeAt(at + 1) === 10) break;
    if (code === 92) at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (code === 123 && hasFields) {
      const isBrace = text.charCodeAt(at + 1) === 123;
      const field = isBrace ? undefined : readField(text, at, false);
      if (field !== undefined) fields.push(field);
      // Behind a field that never closes nothing can be told apart.
      hasFields = isBrace || field !== undefined;
      at = field?.end ?? at + (isBrace ? 2 : 1);
    } else at += 1;
  }
  return { end: Math.min(at, text.length), fields };
}

function findLongEnd(text: string, from: number, fence: string): number {
  let at = from;
  for (;;) {
    const close = text.indexOf(fence, at);
    if (close === -1) return text.length;
    let slashes = 0;
    while (close - slashes - 1 >= from && text.charCodeAt(close - slashes - 1) === 92) slashes += 1;
    if (slashes % 2 === 0) return close;
    at = close + 1;
  }
}

function findFields(text: string, from: number, to: number): readonly StringField[] {
  const fields: StringField[] = [];
  let at = text.indexOf('{', from);
  while (at !== -1 && at < to) {
    if (text.charCodeAt(at + 1) === 123) {
      at = text.indexOf('{', at + 2);
      continue;
    }
    const field = readField(text, at, true);
    if (field === undefined || field.end > to) return fields;
    fields.push(field);
    at = text.indexOf('{', field.end);
  }
  return fields;
}

/** The field that begins with the brace at `start`; undefined for one that never closes. */
function readField(text: string, start: number, hasLines: boolean): StringField | undefined {
  const limit = Math.min(text.length, start + longestField);
  let open = 0;
  let valueEnd: number | undefined;
  let at = start + 1;
  while (at < limit) {
    const char = text.charAt(at);
    if (char === '}' && open === 0) {
      return { start, end: at + 1, valueStart: start + 1, valueEnd: valueEnd ?? at };
    }
    if (char === '\n' && !hasLines) return undefined;
    if (open === 0 && valueEnd === undefined && endsValue(text, at)) valueEnd = at;
    if (/[([{]/.test(char)) open += 1;
    else if (/[)\]}]/.test(char)) open -= 1;
    // Behind the colon is a format, in which quotes are plain characters.
    const isQuote = valueEnd === undefined && (char === '"' || char === "'");
    at = isQuote ? readString(text, at, prefixBefore(text, at), false).end : at + 1;
  }
  return undefined;
}

function endsValue(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char === ':') return true;
  return char === '!' && text.charAt(at + 1) !== '=';
}

function prefixBefore(text: string, quoteAt: number): string {
  return /[fFrRtT]{0,2}$/.exec(text.slice(quoteAt - 2, quoteAt))?.[0] ?? '';
}
