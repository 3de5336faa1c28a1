import type { SyntaxProblem } from './value.ts';
import type { Span } from '../base/span.ts';

/** An environment file as Compose reads it, variables in its values not yet replaced. */
export interface DotenvText {
  readonly file: string;
  readonly text: string;
  readonly items: readonly DotenvTextItem[];
  readonly problems: readonly SyntaxProblem[];
}

export interface DotenvTextItem {
  readonly name: string;
  readonly nameAt: Span;
  /** Unquoted; undefined for a name alone, which takes the shell's value. */
  readonly value: string | undefined;
  /** With quotes. */
  readonly valueAt: Span;
  /** False in single quotes, where `$` means itself. */
  readonly isInterpolated: boolean;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

export function parseDotenv(file: string, text: string): DotenvText {
  return new DotenvParser(file, text).parse();
}

/** The same for `format: raw`: a value is the rest of its line, quotes and dollars included. */
export function parseRawDotenv(file: string, text: string): DotenvText {
  const items = [...text.matchAll(/^\uFEFF?[ \t]*([^\s#=][^\s=]*)[ \t]*(?:=(.*))?$/gm)].map(
    ([line, name = '', value], index, all): DotenvTextItem => {
      const start = all[index]?.index ?? 0;
      const end = start + line.replace(/\r$/, '').length;
      const nameStart = start + line.indexOf(name);
      const nameAt = { file, start: nameStart, end: nameStart + name.length };
      const written = value?.replace(/\r$/, '');
      const valueAt = { file, start: end - (written?.length ?? 0), end };
      return { name, nameAt, value: written, valueAt, isInterpolated: false };
    },
  );
  return { file, text, items, problems: [] };
}

interface DotenvValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly isInterpolated: boolean;
}

class DotenvParser {
  readonly #file: string;
  readonly #text: string;
  readonly #items: DotenvTextItem[] = [];
  readonly #problems: SyntaxProblem[] = [];
  #at: number;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  parse(): DotenvText {
    while (this.#at < this.#text.length) this.#readStatement();
    return { file: this.#file, text: this.#text, items: this.#items, problems: this.#problems };
  }

  #readStatement(): void {
    this.#skip(/[ \t\r\n\f\v]*/y);
    if (this.#at >= this.#text.length) return;
    if (this.#text[this.#at] === '#') {
      this.#skip(/[^\n]*/y);
      return;
    }
    this.#skip(/export[ \t]+(?=[^\s=:])/y);
    const start = this.#at;
    const name = this.#skip(/[\w.\-[\]]*/y);
    this.#skip(/[ \t]*/y);
    const separator = this.#text[this.#at];
    if (name === '' || !this.#isStatement(separator)) {
      this.#skip(/[^\n]*/y);
      const end = this.#trimEnd(start, this.#at);
      this.#report(start, end, 'This line is not "NAME=value".');
      return;
    }
    const nameAt = this.#span(start, start + name.length);
    if (separator !== '=' && separator !== ':') {
      this.#skip(/[^\n]*/y);
      const valueAt = this.#span(nameAt.end, nameAt.end);
      this.#items.push({ name, nameAt, value: undefined, valueAt, isInterpolated: false });
      return;
    }
    this.#at += 1;
    this.#skip(/[ \t]*/y);
    const { value, start: from, end, isInterpolated } = this.#readValue();
    this.#items.push({ name, nameAt, value, valueAt: this.#span(from, end), isInterpolated });
  }

  /** A name is followed by `=`, `:` or by nothing but a comment. */
  #isStatement(separator: string | undefined): boolean {
    return separator === undefined || '=:\r\n#'.includes(separator);
  }

  #readValue(): DotenvValue {
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#readQuoted(quote);
    const start = this.#at;
    const raw = this.#skip(/[^\n]*/y);
    const comment = /(?:^|[ \t])#/.exec(raw);
    const end = this.#trimEnd(start, start + (comment?.index ?? raw.length));
    return { value: this.#text.slice(start, end), start, end, isInterpolated: true };
  }

  /** Quoted values may go over several lines. An unclosed quote ends with its line. */
  #readQuoted(quote: '"' | "'"): DotenvValue {
    const start = this.#at;
    let value = '';
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const char = this.#text.charAt(at);
      if (char === quote) {
        this.#at = at + 1;
        this.#checkRest(start);
        return { value, start, end: at + 1, isInterpolated: quote === '"' };
      }
      const next = this.#text.charAt(at + 1);
      if (char === '\\' && quote === '"' && next !== '') {
        // A `$` keeps its backslash's effect: it is doubled for the interpolation that follows.
        value +=
          next === '$' ? '$$' : (escapes.get(next) ?? (/["\\]/.test(next) ? next : `\\${next}`));
        at += 1;
      } else if (char === '\\' && quote === "'" && next === "'") {
        value += next;
        at += 1;
      } else value += char;
    }
    const line = this.#skip(/[^\n]*/y);
    const end = this.#trimEnd(start, start + line.length);
    this.#report(start, end, 'The quote that begins here is never closed.');
    return { value: this.#text.slice(start + 1, end), start, end, isInterpolated: false };
  }

  #checkRest(start: number): void {
    const from = this.#at;
    const rest = this.#skip(/[^\n]*/y);
    if (/^\s*(?:#|$)/.test(rest)) return;
    this.#report(start, this.#trimEnd(from, this.#at), 'Text follows the closing quote.');
  }

  #trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && /\s/.test(this.#text.charAt(at - 1))) at -= 1;
    return at;
  }

  /** Moves over what a sticky pattern matches here, and gives it. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += match.length;
    return match;
  }

  #report(start: number, end: number, message: string): void {
    this.#problems.push({ at: this.#span(start, end), message });
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start, end };
  }
}
