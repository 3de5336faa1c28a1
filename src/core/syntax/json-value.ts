import type { Entry, ListValue, MapValue, ScalarValue, SyntaxProblem, Value } from './value.ts';

/** A JSON document as values with places. */
export interface JsonText {
  readonly root: Value | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** Deeper nesting is refused, so that everybody else may recurse. */
const MAX_DEPTH = 100;

/** Reads JSON up to the first place that is none; what stands before it is kept. */
export function parseJson(file: string, text: string): JsonText {
  const reader = new JsonReader(file, text);
  const root = reader.readValue(0);
  reader.endText();
  return { root, problems: reader.problems };
}

class JsonReader {
  readonly problems: SyntaxProblem[] = [];
  readonly #file: string;
  readonly #text: string;
  #at = 0;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  readValue(depth: number): Value | undefined {
    this.#skipBlanks();
    const char = this.#text.charAt(this.#at);
    if (depth > MAX_DEPTH) return this.#fail();
    if (char === '{') return this.#readMap(depth);
    if (char === '[') return this.#readList(depth);
    return this.#readScalar();
  }

  endText(): void {
    this.#skipBlanks();
    if (this.#at < this.#text.length) this.#fail();
  }

  #readMap(depth: number): MapValue {
    const start = this.#at;
    const entries = new Map<string, Entry>();
    this.#readItems('}', () => {
      const key = this.#readScalar();
      this.#skipBlanks();
      if (key?.style !== 'double' || this.#text.charAt(this.#at) !== ':') return this.#fail();
      this.#at += 1;
      const value = this.readValue(depth + 1);
      const at = { file: this.#file, start: key.at.start, end: this.#at };
      entries.set(key.text, { key: key.text, keyAt: key.at, at, value });
      return value;
    });
    return { kind: 'map', at: { file: this.#file, start, end: this.#at }, entries };
  }

  #readList(depth: number): ListValue {
    const start = this.#at;
    const items: Value[] = [];
    this.#readItems(']', () => {
      const value = this.readValue(depth + 1);
      if (value !== undefined) items.push(value);
      return value;
    });
    return { kind: 'list', at: { file: this.#file, start, end: this.#at }, items };
  }

  #readItems(close: string, readItem: () => Value | undefined): void {
    this.#at += 1;
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      this.#skipBlanks();
      if (readItem() === undefined) return;
      this.#skipBlanks();
      const char = this.#text.charAt(this.#at);
      if (char !== ',' && char !== close) {
        this.#fail();
        return;
      }
      this.#at += 1;
      if (char === close) return;
    }
  }

  #readScalar(): ScalarValue | undefined {
    const start = this.#at;
    scalarPattern.lastIndex = start;
    const written = scalarPattern.exec(this.#text)?.[0];
    if (written === undefined) return this.#fail();
    const data = decode(written);
    if (data === undefined) return this.#fail();
    this.#at += written.length;
    return {
      kind: 'scalar',
      at: { file: this.#file, start, end: this.#at },
      text: data === null ? '' : String(data),
      data,
      style: written.startsWith('"') ? 'double' : 'plain',
    };
  }

  /** Notes the first place that is no JSON; nothing behind it is read. */
  #fail(): undefined {
    if (this.problems.length === 0) {
      const start = Math.min(this.#at, this.#text.length);
      const end = Math.min(start + 1, this.#text.length);
      this.problems.push({ at: { file: this.#file, start, end }, message: 'This is not JSON.' });
    }
    this.#at = this.#text.length;
    return undefined;
  }

  #skipBlanks(): void {
    blanks.lastIndex = this.#at;
    if (blanks.test(this.#text)) this.#at = blanks.lastIndex;
  }
}

const blanks = /[ \t\r\n]*/y;
const scalarPattern = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function decode(written: string): ScalarValue['data'] | undefined {
  try {
    return JSON.parse(written) as ScalarValue['data'];
  } catch {
    // A string with an escape or a control character that JSON does not have.
    return undefined;
  }
}
