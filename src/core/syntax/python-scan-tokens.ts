import { readString, type StringLiteral } from './python-scan-strings.ts';

export interface PythonToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  /** Empty for strings. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly string: StringLiteral | undefined;
}

/** A statement's header or a simple statement, over as many lines as its brackets reach. */
export interface LogicalLine {
  /** Columns before the first token; a tab goes to the next multiple of eight. */
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

/** Splits a text into logical lines; comments are left out. Any text gives lines. */
export function readLogicalLines(text: string): readonly LogicalLine[] {
  return new Tokenizer(text, 0, text.length).read();
}

/** The tokens of an expression inside of an f-string. */
export function readTokens(text: string, start: number, end: number): readonly PythonToken[] {
  return new Tokenizer(text, start, end).read().flatMap(({ tokens }) => tokens);
}

class Tokenizer {
  readonly #text: string;
  readonly #end: number;
  readonly #lines: LogicalLine[] = [];
  #tokens: PythonToken[] = [];
  #indent = 0;
  #open = 0;
  #at: number;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#end = end;
    this.#at = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  }

  read(): readonly LogicalLine[] {
    this.#indent = this.#readIndent();
    while (this.#at < this.#end) this.#readNext();
    this.#endLine();
    return this.#lines;
  }

  #readNext(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code === 32 || code === 9 || code === 13 || code === 12) this.#at += 1;
    else if (code === 10) this.#readLineBreak();
    else if (code === 35) this.#at = this.#lineEnd();
    else if (code === 92) this.#skipContinuation();
    else if (code === 34 || code === 39) this.#readString(this.#at, '');
    else if (isNameStart(code)) this.#readName();
    else if (code >= 48 && code <= 57) this.#push('number', this.#match(numberPattern));
    else this.#readOperator();
  }

  #readLineBreak(): void {
    this.#at += 1;
    if (this.#open > 0 && !this.#beginsStatement()) return;
    this.#endLine();
    this.#indent = this.#readIndent();
  }

  /** A bracket that was forgotten must not swallow the rest of the file. */
  #beginsStatement(): boolean {
    statementStart.lastIndex = this.#at;
    if (!statementStart.test(this.#text)) return false;
    this.#open = 0;
    return true;
  }

  #endLine(): void {
    if (this.#tokens.length > 0) this.#lines.push({ indent: this.#indent, tokens: this.#tokens });
    this.#tokens = [];
    this.#open = 0;
  }

  #readIndent(): number {
    let indent = 0;
    for (; this.#at < this.#end; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 32) indent += 1;
      else if (code === 9) indent += 8 - (indent % 8);
      else return indent;
    }
    return indent;
  }

  #skipContinuation(): void {
    this.#at += this.#text.startsWith('\r\n', this.#at + 1) ? 3 : 2;
  }

  #readName(): void {
    const end = this.#match(namePattern);
    const next = this.#text.charAt(end);
    const length = end - this.#at;
    const prefix = length <= 2 ? this.#text.slice(this.#at, end) : '';
    if ((next === '"' || next === "'") && stringPrefix.test(prefix)) this.#readString(end, prefix);
    else this.#push('name', end);
  }

  #readString(quoteAt: number, prefix: string): void {
    const start = this.#at;
    const string = readString(this.#text, quoteAt, prefix);
    const end = Math.min(string.end, this.#end);
    this.#tokens.push({ kind: 'string', text: '', start, end, string });
    this.#at = Math.max(end, quoteAt + 1);
  }

  #readOperator(): void {
    const end = this.#match(operatorPattern);
    const first = this.#text.charAt(this.#at);
    if (first === '(' || first === '[' || first === '{') this.#open += 1;
    else if ((first === ')' || first === ']' || first === '}') && this.#open > 0) this.#open -= 1;
    this.#push('operator', Math.max(end, this.#at + 1));
    const isSeparator = first === ';' && this.#open === 0;
    if (!isSeparator) return;
    this.#tokens.pop();
    this.#endLine();
  }

  #push(kind: PythonToken['kind'], wanted: number): void {
    const end = Math.min(wanted, this.#end);
    const text = this.#text.slice(this.#at, end);
    this.#tokens.push({ kind, text, start: this.#at, end, string: undefined });
    this.#at = Math.max(end, this.#at + 1);
  }

  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : this.#at;
  }

  #lineEnd(): number {
    const lineBreak = this.#text.indexOf('\n', this.#at);
    return lineBreak === -1 || lineBreak > this.#end ? this.#end : lineBreak;
  }
}

const namePattern = /[\p{L}_][\p{L}\p{N}_]*/uy;
const numberPattern = /\d[\w.]*(?:(?<=[eE])[+-]\d+)?/y;
const operatorPattern =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|\*\*|\/\/|>>|<<|->|:=|[=!<>+\-*/%&|^@]=|[^\s\w"'#\\]/y;
const stringPrefix = /^(?:[bfrtu]|br|rb|fr|rf|tr|rt)$/i;
/** A line without indentation that can only be the start of a statement. */
const statementStart = /(?:def|class|import|from|async def)\b/y;

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}
