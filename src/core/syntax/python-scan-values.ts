import { decodeString } from './python-scan-strings.ts';
import { readTokens, type PythonToken } from './python-scan-tokens.ts';
import type { PythonCall, PythonKeyword, PythonLiteral, PythonValue } from './python-scan-tree.ts';

/** A call whose full name is worked out when the whole file was read. */
export type OpenCall = { -readonly [Key in 'name']: PythonCall[Key] } & Omit<PythonCall, 'name'>;

export interface PythonSource {
  readonly file: string;
  readonly text: string;
  /** Filled with every call that is read. */
  readonly calls: OpenCall[];
}

/** Brackets in brackets, deeper than this, are passed over. */
const deepest = 40;
/** Calls of calls, longer than this, are read as several expressions. */
const longestChain = 100;

/** Reads expressions out of the tokens of one logical line. */
export class ValueReader {
  readonly #source: PythonSource;
  readonly #tokens: readonly PythonToken[];
  #at = 0;
  #depth: number;

  constructor(source: PythonSource, tokens: readonly PythonToken[], depth = 0) {
    this.#source = source;
    this.#tokens = tokens;
    this.#depth = depth;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): string {
    return this.#tokens[this.#at]?.text ?? '';
  }

  skip(): void {
    this.#at += 1;
  }

  /** An expression with its operators; undefined where none begins here. */
  read(): PythonValue | undefined {
    if (this.#depth > deepest) return undefined;
    this.#depth += 1;
    const value = this.#readOperation();
    this.#depth -= 1;
    return value;
  }

  #readOperation(): PythonValue | undefined {
    const first = this.#readOperand();
    if (first === undefined) return undefined;
    const operands = [first];
    const operators: string[] = [];
    while (this.#isOperator()) {
      const operator = this.peek();
      const before = this.#at;
      this.skip();
      const operand = this.#readOperand();
      if (operand === undefined) {
        this.#at = before + 1;
        break;
      }
      operators.push(operator);
      operands.push(operand);
    }
    const last = operands.at(-1) ?? first;
    if (operands.length === 1) return first;
    return { kind: 'operation', operators, operands, at: this.#join(first, last) };
  }

  #isOperator(): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined || token.kind === 'string' || token.kind === 'number') return false;
    return binaryOperators.has(token.text);
  }

  #readOperand(): PythonValue | undefined {
    while (this.#tokens[this.#at]?.kind !== 'string' && prefixOperators.has(this.peek())) {
      if (this.peek() === 'lambda') return this.#readLambda();
      this.skip();
    }
    let value = this.#readAtom();
    for (let count = 0; value !== undefined && count < longestChain; count += 1) {
      const next = this.#readPostfix(value);
      if (next === undefined) break;
      value = next;
    }
    return value;
  }

  /** A function without a name: what it calls is not called here, so it is no name of anything. */
  #readLambda(): PythonValue {
    const start = this.#tokens[this.#at]?.start ?? 0;
    this.#skipParameters();
    const body = this.read();
    const at = this.#span(start, this.#endBefore());
    return { kind: 'other', items: body === undefined ? [] : [body], at };
  }

  #skipParameters(): void {
    let open = 0;
    for (; !this.isAtEnd; this.skip()) {
      const text = this.peek();
      if (text === ':' && open === 0) break;
      if (text === '(' || text === '[' || text === '{') open += 1;
      else if (text === ')' || text === ']' || text === '}') open -= 1;
      if (open < 0) return;
    }
    this.skip();
  }

  #readAtom(): PythonValue | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined) return undefined;
    const { kind, text, start, end } = token;
    if (kind === 'string') return this.#readStrings();
    if (kind === 'number') {
      this.skip();
      return { kind: 'number', text, at: this.#span(start, end) };
    }
    if (kind === 'name') {
      if (keywords.has(text)) return undefined;
      this.skip();
      return { kind: 'name', path: text, at: this.#span(start, end) };
    }
    if (text === '(' || text === '[') return this.#readList(text === '(' ? ')' : ']');
    if (text === '{') return this.#readBraces();
    if (text !== '...') return undefined;
    this.skip();
    return { kind: 'other', items: [], at: this.#span(start, end) };
  }

  #readPostfix(base: PythonValue): PythonValue | undefined {
    const text = this.#tokens[this.#at]?.kind === 'operator' ? this.peek() : '';
    if (text === '(') return this.#readCall(base);
    if (text === '[') return this.#readSubscript(base);
    const name = this.#tokens[this.#at + 1];
    if (text !== '.' || name?.kind !== 'name') return undefined;
    this.#at += 2;
    const at = this.#span(base.at.start, name.end);
    return base.kind === 'name'
      ? { kind: 'name', path: `${base.path}.${name.text}`, at }
      : { kind: 'attribute', base, name: name.text, at };
  }

  #readCall(callee: PythonValue): PythonValue {
    const index = this.#source.calls.length;
    const args: PythonValue[] = [];
    const keywordList: PythonKeyword[] = [];
    let hasSpread = false;
    const end = this.#readItems(')', () => {
      const keyword = this.#readKeyword();
      if (keyword !== undefined) keywordList.push(keyword);
      else if (this.peek() === '*' || this.peek() === '**') {
        hasSpread = true;
        this.skip();
        return this.read() !== undefined;
      } else {
        const value = this.#readElement();
        if (value !== undefined) args.push(value);
        return value !== undefined;
      }
      return true;
    });
    const at = this.#span(callee.at.start, end);
    const call: OpenCall = {
      kind: 'call',
      callee,
      name: '',
      args,
      keywords: keywordList,
      hasSpread,
      at,
    };
    this.#source.calls.splice(index, 0, call);
    return call;
  }

  #readKeyword(): PythonKeyword | undefined {
    const name = this.#tokens[this.#at];
    const isKeyword = name?.kind === 'name' && this.#tokens[this.#at + 1]?.text === '=';
    if (!isKeyword) return undefined;
    this.#at += 2;
    const nameAt = this.#span(name.start, name.end);
    const value = this.read() ?? { kind: 'other', items: [], at: { ...nameAt, start: nameAt.end } };
    return { name: name.text, nameAt, value };
  }

  #readSubscript(base: PythonValue): PythonValue {
    const items: PythonValue[] = [];
    const end = this.#readItems(']', () => {
      const value = this.read();
      if (value !== undefined) items.push(value);
      return value !== undefined;
    });
    const index = items.length === 1 ? items[0] : undefined;
    return { kind: 'subscript', base, index, at: this.#span(base.at.start, end) };
  }

  /** A list, a tuple, or what stands in plain brackets. */
  #readList(close: ')' | ']'): PythonValue {
    const start = this.#tokens[this.#at]?.start ?? 0;
    const items: PythonValue[] = [];
    const first = this.#at;
    const end = this.#readItems(close, () => {
      const value = this.#readElement();
      if (value !== undefined) items.push(value);
      return value !== undefined;
    });
    const [only] = items;
    const hasComma = this.#tokens.slice(first, this.#at).at(-2)?.text === ',';
    if (close === ')' && only !== undefined && items.length === 1 && !hasComma) return only;
    return { kind: 'list', items, at: this.#span(start, end) };
  }

  #readBraces(): PythonValue {
    const start = this.#tokens[this.#at]?.start ?? 0;
    const entries: { key: PythonValue; value: PythonValue }[] = [];
    const items: PythonValue[] = [];
    const end = this.#readItems('}', () => {
      if (this.peek() === '**') this.skip();
      const key = this.#readElement();
      if (key === undefined) return false;
      if (this.peek() !== ':') {
        items.push(key);
        return true;
      }
      this.skip();
      const value = this.#readElement();
      if (value !== undefined) entries.push({ key, value });
      return value !== undefined;
    });
    const at = this.#span(start, end);
    return items.length > 0 && entries.length === 0
      ? { kind: 'list', items, at }
      : { kind: 'map', entries, at };
  }

  /** One element of a list or call, a comprehension with all of its parts. */
  #readElement(): PythonValue | undefined {
    const first = this.read();
    const isComprehension =
      this.#tokens[this.#at]?.kind === 'name' && (this.peek() === 'for' || this.peek() === 'async');
    if (first === undefined || !isComprehension) return first;
    const items = [first];
    while (!this.isAtEnd && !this.#isOneOf(',)]}')) {
      const value = this.read();
      if (value === undefined) this.skip();
      else items.push(value);
    }
    return { kind: 'other', items, at: this.#span(first.at.start, this.#endBefore()) };
  }

  #isOneOf(operators: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'operator' && operators.includes(token.text);
  }

  /** Reads to the closing bracket and gives the offset behind it; what no item begins with is passed over. */
  #readItems(close: string, readItem: () => boolean): number {
    this.skip();
    while (!this.isAtEnd) {
      const isOperator = this.#tokens[this.#at]?.kind === 'operator';
      const text = isOperator ? this.peek() : '';
      if (text === close) {
        this.skip();
        return this.#endBefore();
      }
      // The bracket of somebody outside: this one was forgotten.
      if (text === ')' || text === ']' || text === '}') break;
      const before = this.#at;
      if (text === ',' || !readItem()) {
        if (this.#at === before) this.skip();
      }
    }
    return this.#endBefore();
  }

  /** Literals side by side are one. */
  #readStrings(): PythonValue {
    const parts: (string | PythonValue)[] = [];
    const first = this.#tokens[this.#at];
    let count = 0;
    let isBytes = false;
    for (; this.#tokens[this.#at]?.kind === 'string'; this.skip()) {
      const token = this.#tokens[this.#at];
      if (token?.string === undefined) break;
      count += 1;
      isBytes = isBytes || token.string.isBytes;
      this.#addParts(token, parts);
    }
    const at = this.#span(first?.start ?? 0, this.#endBefore());
    const texts = parts.filter((part) => typeof part === 'string');
    if (texts.length < parts.length) return { kind: 'template', parts, at };
    const literal: PythonLiteral = { kind: 'text', text: texts.join(''), isBytes, at, bodyAt: at };
    if (count !== 1 || first?.string === undefined) return literal;
    return { ...literal, bodyAt: this.#span(first.string.bodyStart, first.string.bodyEnd) };
  }

  #addParts({ string }: PythonToken, parts: (string | PythonValue)[]): void {
    if (string === undefined) return;
    const { text } = this.#source;
    const decode = (start: number, end: number): string =>
      decodeString(text.slice(start, end), string.isRaw);
    let at = string.bodyStart;
    for (const field of string.fields) {
      parts.push(unbrace(decode(at, field.start)));
      const tokens = readTokens(text, field.valueStart, field.valueEnd);
      const value = new ValueReader(this.#source, tokens, this.#depth + 10).read();
      parts.push(value ?? { kind: 'other', items: [], at: this.#span(field.start, field.end) });
      at = field.end;
    }
    const rest = decode(at, string.bodyEnd);
    parts.push(string.fields.length === 0 ? rest : unbrace(rest));
  }

  #endBefore(): number {
    return this.#tokens[Math.min(this.#at, this.#tokens.length) - 1]?.end ?? 0;
  }

  #join(first: PythonValue, last: PythonValue): PythonValue['at'] {
    return this.#span(first.at.start, last.at.end);
  }

  #span(start: number, end: number): PythonValue['at'] {
    return { file: this.#source.file, start, end: Math.max(start, end) };
  }
}

/** Doubled braces of an f-string are plain ones. */
function unbrace(text: string): string {
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

const binaryOperators = new Set(
  '+ - * / // % @ ** << >> & | ^ == != < > <= >= and or not in is if else :='.split(' '),
);
const prefixOperators = new Set('not - + ~ await lambda yield * **'.split(' '));
/** Words that no expression begins with; `None`, `True` and `False` are names here. */
const keywords = new Set(
  'and as assert async break class continue def del elif else except finally for from global if import in is nonlocal or pass raise return try while with'.split(
    ' ',
  ),
);
