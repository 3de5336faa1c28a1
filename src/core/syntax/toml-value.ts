import type { Span } from '../base/span.ts';
import { readTomlString } from './toml-string.ts';
import type { Entry, ListValue, MapValue, ScalarValue, SyntaxProblem, Value } from './value.ts';

/** A TOML document as values with places. */
export interface TomlText {
  readonly root: MapValue;
  readonly problems: readonly SyntaxProblem[];
}

/** Deeper nesting is refused, so that everybody else may recurse. */
const MAX_DEPTH = 100;
/** More problems than this help nobody; a text that is no TOML at all makes one for each line. */
const MAX_PROBLEMS = 100;

/**
 * Reads TOML. A line that cannot be read becomes a problem and the next one is read. The values of `ignoredKeys` are
 * passed over: what a lock file says about each archive is most of its text.
 */
export function parseToml(
  file: string,
  text: string,
  ignoredKeys: ReadonlySet<string> = new Set(),
): TomlText {
  const reader = new TomlReader(file, text, ignoredKeys);
  reader.read();
  return { root: reader.root, problems: reader.problems };
}

type OpenSpan = { -readonly [Key in keyof Span]: Span[Key] };

interface OpenMap extends MapValue {
  readonly at: OpenSpan;
  readonly entries: Map<string, Entry>;
}

interface OpenList extends ListValue {
  readonly at: OpenSpan;
  readonly items: Value[];
}

interface KeyPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

class TomlReader {
  readonly root: OpenMap;
  readonly problems: SyntaxProblem[] = [];
  readonly #file: string;
  readonly #text: string;
  readonly #ignoredKeys: ReadonlySet<string>;
  /** Tables that have a header of their own. */
  readonly #defined = new Set<MapValue>();
  #table: OpenMap;
  #at = 0;

  constructor(file: string, text: string, ignoredKeys: ReadonlySet<string>) {
    this.#file = file;
    this.#text = text;
    this.#ignoredKeys = ignoredKeys;
    this.root = this.#createMap(0, text.length);
    this.#table = this.root;
  }

  read(): void {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    for (;;) {
      this.#skipBlankLines();
      if (this.#at >= this.#text.length) return;
      const isRead =
        this.#text.charAt(this.#at) === '[' ? this.#readHeader() : this.#readPair(this.#table, 0);
      if (isRead) this.#endLine();
      else this.#skipLine();
    }
  }

  #readHeader(): boolean {
    const start = this.#at;
    const isList = this.#text.startsWith('[[', start);
    this.#at += isList ? 2 : 1;
    const path = this.#readKey();
    const isClosed = path !== undefined && this.#text.startsWith(isList ? ']]' : ']', this.#at);
    if (!isClosed) {
      this.#report(start, this.#lineEnd(), 'This line begins a table, but has no closing bracket.');
      return false;
    }
    this.#at += isList ? 2 : 1;
    const last = path.at(-1);
    const parent = this.#findTable(this.root, path.slice(0, -1));
    if (last === undefined || parent === undefined) return true;
    this.#table = isList
      ? this.#addListItem(parent, last, start)
      : this.#openTable(parent, last, start);
    return true;
  }

  #openTable(parent: OpenMap, key: KeyPart, start: number): OpenMap {
    const table = this.#findTable(parent, [key]) ?? this.#createMap(start, this.#at);
    if (this.#defined.has(table)) {
      this.#report(key.start, key.end, `The table "${key.text}" stands here twice.`);
    }
    this.#defined.add(table);
    // A table that was only part of another's name so far begins where its own header is.
    if (table.entries.size === 0) Object.assign(table.at, { start, end: this.#at });
    return table;
  }

  #addListItem(parent: OpenMap, key: KeyPart, start: number): OpenMap {
    const table = this.#createMap(start, this.#at);
    const known = parent.entries.get(key.text)?.value;
    if (known?.kind === 'list') (known as OpenList).items.push(table);
    else {
      const list: OpenList = { kind: 'list', at: this.#span(start, this.#at), items: [table] };
      this.#addEntry(parent, key, list);
    }
    return table;
  }

  /** The table that a path leads to, made where it is not there; the last one of a list of tables. */
  #findTable(from: OpenMap, path: readonly KeyPart[]): OpenMap | undefined {
    let table = from;
    for (const key of path) {
      const known = table.entries.get(key.text);
      const value = known?.value?.kind === 'list' ? known.value.items.at(-1) : known?.value;
      if (value?.kind === 'map') table = value as OpenMap;
      else if (known === undefined) {
        const next = this.#createMap(key.start, key.end);
        this.#addEntry(table, key, next);
        table = next;
      } else {
        this.#report(key.start, key.end, `"${key.text}" is a value already, not a table.`);
        return undefined;
      }
    }
    return table;
  }

  #readPair(table: OpenMap, depth: number): boolean {
    const start = this.#at;
    const path = this.#readKey();
    const key = path?.at(-1);
    if (path === undefined || key === undefined || this.#text.charAt(this.#at) !== '=') {
      this.#report(start, this.#lineEnd(), 'This line is not "key = value".');
      return false;
    }
    this.#at += 1;
    this.#skipBlanks();
    const owner = this.#findTable(table, path.slice(0, -1));
    if (owner === undefined) return false;
    if (this.#ignoredKeys.has(key.text)) {
      this.#skipValue();
      this.#addEntry(owner, key, undefined);
      return true;
    }
    const value = this.#readValue(depth);
    if (value === undefined) this.#report(start, this.#lineEnd(), `"${key.text}" has no value.`);
    this.#addEntry(owner, key, value);
    return value !== undefined;
  }

  #addEntry(table: OpenMap, key: KeyPart, value: Value | undefined): void {
    if (table.entries.has(key.text)) {
      this.#report(key.start, key.end, `The key "${key.text}" stands here twice.`);
    }
    const end = Math.max(this.#at, key.end);
    const keyAt = this.#span(key.start, key.end);
    const at = this.#span(key.start, end);
    table.entries.set(key.text, { key: key.text, keyAt, at, value });
    if (table !== this.root) table.at.end = Math.max(table.at.end, end);
  }

  /** A dotted key; leaves the position behind it and its blanks. */
  #readKey(): readonly KeyPart[] | undefined {
    const parts: KeyPart[] = [];
    do {
      if (parts.length > 0) this.#at += 1;
      this.#skipBlanks();
      const start = this.#at;
      const first = this.#text.charAt(start);
      if (first === '"' || first === "'") {
        const string = readTomlString(this.#text, start);
        if (!string.isClosed) return undefined;
        this.#at = string.end;
        parts.push({ text: string.text, start, end: string.end });
      } else {
        const end = this.#match(bareKey);
        if (end === start) return undefined;
        this.#at = end;
        parts.push({ text: this.#text.slice(start, end), start, end });
      }
      this.#skipBlanks();
    } while (this.#text.charAt(this.#at) === '.' && parts.length < MAX_DEPTH);
    return parts;
  }

  #readValue(depth: number): Value | undefined {
    const start = this.#at;
    const first = this.#text.charAt(start);
    if (first === '"' || first === "'") {
      const { text, style, end, isClosed } = readTomlString(this.#text, start);
      this.#at = end;
      if (!isClosed) this.#report(start, end, 'The quote that begins here is never closed.');
      return { kind: 'scalar', at: this.#span(start, end), text, data: text, style };
    }
    if (first === '[' || first === '{') {
      if (depth > MAX_DEPTH) {
        this.#report(
          start,
          start + 1,
          `Nesting deeper than ${String(MAX_DEPTH)} levels is not read.`,
        );
        this.#skipValue();
        return undefined;
      }
      return first === '[' ? this.#readList(depth) : this.#readInlineTable(depth);
    }
    return this.#readPlain();
  }

  /** A number, a boolean or a date. */
  #readPlain(): ScalarValue | undefined {
    const start = this.#at;
    const end = start + this.#text.slice(start, this.#match(plainValue)).trimEnd().length;
    if (end === start) return undefined;
    this.#at = end;
    const text = this.#text.slice(start, end);
    return {
      kind: 'scalar',
      at: this.#span(start, end),
      text,
      data: toPlainData(text),
      style: 'plain',
    };
  }

  #readList(depth: number): ListValue {
    const start = this.#at;
    const items: Value[] = [];
    this.#at += 1;
    for (;;) {
      this.#skipBlankLines();
      const next = this.#text.charAt(this.#at);
      if (next === ']') {
        this.#at += 1;
        break;
      }
      if (next === ',') {
        this.#at += 1;
        continue;
      }
      const value = this.#readValue(depth + 1);
      if (value === undefined) {
        this.#report(start, start + 1, 'The bracket that begins here is never closed.');
        break;
      }
      items.push(value);
    }
    return { kind: 'list', at: this.#span(start, this.#at), items };
  }

  #readInlineTable(depth: number): MapValue {
    const start = this.#at;
    const map = this.#createMap(start, start + 1);
    this.#at += 1;
    for (;;) {
      this.#skipBlankLines();
      const next = this.#text.charAt(this.#at);
      if (next === '}') {
        this.#at += 1;
        break;
      }
      if (next === ',') {
        this.#at += 1;
        continue;
      }
      if (next === '' || !this.#readPair(map, depth + 1)) break;
    }
    map.at.end = this.#at;
    return map;
  }

  /** Passes over a value without reading it: to its end by brackets and strings. */
  #skipValue(): void {
    let open = 0;
    while (this.#at < this.#text.length) {
      this.#at = this.#match(uninteresting);
      const char = this.#text.charAt(this.#at);
      if (char === '"' || char === "'") {
        this.#at = Math.max(readTomlString(this.#text, this.#at).end, this.#at + 1);
      } else if (char === '#' && open > 0) this.#skipLine();
      else if ((char === '\n' || char === '#') && open === 0) return;
      else {
        if (char === '[' || char === '{') open += 1;
        if (char === ']' || char === '}') open -= 1;
        if (open < 0) return;
        this.#at += 1;
      }
    }
  }

  #endLine(): void {
    this.#skipBlanks();
    const char = this.#text.charAt(this.#at);
    if (char === '' || char === '\n' || char === '\r' || char === '#') return;
    this.#report(this.#at, this.#lineEnd(), 'Nothing may follow a value on its line.');
    this.#skipLine();
  }

  #lineEnd(): number {
    const lineBreak = this.#text.indexOf('\n', this.#at);
    const end = lineBreak === -1 ? this.#text.length : lineBreak;
    return this.#at + this.#text.slice(this.#at, end).trimEnd().length;
  }

  #skipLine(): void {
    const lineBreak = this.#text.indexOf('\n', this.#at);
    this.#at = lineBreak === -1 ? this.#text.length : lineBreak + 1;
  }

  #skipBlanks(): void {
    this.#at = this.#match(blanks);
  }

  #skipBlankLines(): void {
    for (;;) {
      this.#at = this.#match(blankLines);
      if (this.#text.charAt(this.#at) !== '#') return;
      this.#skipLine();
    }
  }

  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : this.#at;
  }

  #createMap(start: number, end: number): OpenMap {
    return { kind: 'map', at: this.#span(start, end), entries: new Map() };
  }

  #span(start: number, end: number): OpenSpan {
    return { file: this.#file, start, end };
  }

  #report(start: number, end: number, message: string): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ at: this.#span(start, Math.max(start, end)), message });
  }
}

const bareKey = /[\w-]+/y;
const blanks = /[ \t]*/y;
const blankLines = /[ \t\r\n]*/y;
const plainValue = /[^,\]}#\r\n"'[{=]*/y;
const uninteresting = /[^"'#[\]{}\n]*/y;

function toPlainData(text: string): ScalarValue['data'] {
  if (text === 'true' || text === 'false') return text === 'true';
  const digits = text.replaceAll('_', '');
  return /^[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|0x[\da-f]+|0o[0-7]+|0b[01]+)$/i.test(digits)
    ? Number(digits)
    : text;
}
