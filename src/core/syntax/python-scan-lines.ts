import type { Span } from '../base/span.ts';
import { readLogicalLines, type LogicalLine, type PythonToken } from './python-scan-tokens.ts';
import type { PythonImport, PythonValue } from './python-scan-tree.ts';
import { ValueReader, type OpenCall, type PythonSource } from './python-scan-values.ts';

/** A file as its statements, with names as written. */
export interface PythonLines {
  readonly imports: readonly PythonImport[];
  readonly calls: readonly OpenCall[];
  readonly assignments: readonly Assignment[];
  /** Every expression that is not part of another one. */
  readonly values: readonly PythonValue[];
  readonly decorators: readonly PythonValue[];
  readonly topLevelNames: ReadonlySet<string>;
  readonly hasMainGuard: boolean;
}

export interface Assignment {
  /** A name or a dotted path such as `self.client`. */
  readonly target: string;
  readonly targetAt: Span;
  readonly value: PythonValue;
  readonly isTopLevel: boolean;
}

export function readPythonLines(file: string, text: string): PythonLines {
  const reader = new LineReader({ file, text, calls: [] });
  for (const line of readLogicalLines(text)) reader.readLine(line);
  return reader.lines;
}

/** What a line that ends with a colon opens. */
interface Block {
  readonly indent: number;
  readonly kind: string;
  readonly isTypeCheck: boolean;
}

class LineReader {
  readonly #source: PythonSource;
  readonly #imports: PythonImport[] = [];
  readonly #assignments: Assignment[] = [];
  readonly #values: PythonValue[] = [];
  readonly #decorators: PythonValue[] = [];
  readonly #topLevelNames = new Set<string>();
  readonly #blocks: Block[] = [];
  #hasMainGuard = false;

  constructor(source: PythonSource) {
    this.#source = source;
  }

  get lines(): PythonLines {
    return {
      imports: this.#imports,
      calls: this.#source.calls,
      assignments: this.#assignments,
      values: this.#values,
      decorators: this.#decorators,
      topLevelNames: this.#topLevelNames,
      hasMainGuard: this.#hasMainGuard,
    };
  }

  readLine({ indent, tokens }: LogicalLine): void {
    while ((this.#blocks.at(-1)?.indent ?? -1) >= indent) this.#blocks.pop();
    const [first, second] = tokens;
    if (first === undefined) return;
    const keyword = first.text === 'async' && second !== undefined ? second.text : first.text;
    if (keyword === 'import') this.#readImport(tokens);
    else if (keyword === 'from') this.#readFrom(tokens);
    else if (keyword === '@') this.#readDecorator(tokens);
    else if (keyword === 'def' || keyword === 'class') this.#readDefinition(tokens);
    // The patterns of a `match` only look like calls.
    else if (keyword === 'case' && tokens.at(-1)?.text === ':') return;
    else this.#readStatement(tokens);
    if (tokens.at(-1)?.text === ':' || blockWords.has(keyword)) {
      const words = tokens.slice(0, 4).map(({ text }) => text);
      const isTypeCheck = keyword === 'if' && words.includes('TYPE_CHECKING');
      if (keyword === 'if' && words.includes('__name__')) this.#hasMainGuard = true;
      this.#blocks.push({ indent, kind: keyword, isTypeCheck });
    }
  }

  get #isTopLevel(): boolean {
    return !this.#blocks.some(({ kind }) => kind === 'def' || kind === 'class');
  }

  #readImport(tokens: readonly PythonToken[]): void {
    let at = 1;
    while (at < tokens.length) {
      const module = readDotted(tokens, at);
      if (module.text === '') {
        at += 1;
        continue;
      }
      const alias = readAlias(tokens, module.next);
      this.#addImport(tokens, {
        module: module.text,
        moduleAt: this.#spanOf(tokens, at, module.next),
        level: 0,
        name: undefined,
        alias: alias.text ?? module.text.split('.')[0] ?? module.text,
      });
      at = alias.next + 1;
    }
  }

  #readFrom(tokens: readonly PythonToken[]): void {
    let level = 0;
    let at = 1;
    for (; /^\.+$/.test(tokens[at]?.text ?? ''); at += 1) level += tokens[at]?.text.length ?? 0;
    const module = readDotted(tokens, at);
    const moduleAt = this.#spanOf(tokens, 1, Math.max(module.next, 2));
    if (tokens[module.next]?.text !== 'import') return;
    at = module.next + 1;
    while (at < tokens.length) {
      const name = tokens[at]?.text ?? '';
      if (tokens[at]?.kind !== 'name' && name !== '*') {
        at += 1;
        continue;
      }
      const alias = readAlias(tokens, at + 1);
      const shape = { module: module.text, moduleAt, level, name };
      this.#addImport(tokens, { ...shape, alias: alias.text ?? name });
      at = alias.next + 1;
    }
  }

  #addImport(
    tokens: readonly PythonToken[],
    found: Omit<PythonImport, 'at' | 'isOptional' | 'isTopLevel'>,
  ): void {
    const isTopLevel = this.#isTopLevel;
    if (isTopLevel) this.#topLevelNames.add(found.alias);
    this.#imports.push({
      ...found,
      at: this.#spanOf(tokens, 0, tokens.length),
      isOptional: this.#blocks.some(
        ({ kind, isTypeCheck }) => isTypeCheck || kind === 'try' || kind === 'except',
      ),
      isTopLevel,
    });
  }

  #readDecorator(tokens: readonly PythonToken[]): void {
    const value = new ValueReader(this.#source, tokens.slice(1)).read();
    if (value === undefined) return;
    this.#decorators.push(value);
    this.#values.push(value);
  }

  /** Defaults of parameters and base classes are expressions too. */
  #readDefinition(tokens: readonly PythonToken[]): void {
    const nameAt = tokens[0]?.text === 'async' ? 2 : 1;
    const name = tokens[nameAt];
    if (name?.kind === 'name' && this.#isTopLevel) this.#topLevelNames.add(name.text);
    this.#readValues(tokens.slice(nameAt + 1));
  }

  #readStatement(tokens: readonly PythonToken[]): void {
    const start = statementWords.has(tokens[0]?.text ?? '') ? 1 : 0;
    if (start === 1) this.#readValues(tokens.slice(1));
    else this.#readAssignment(tokens);
  }

  #readAssignment(tokens: readonly PythonToken[]): void {
    const reader = new ValueReader(this.#source, tokens);
    const targets: PythonValue[] = [];
    while (!reader.isAtEnd) {
      const value = reader.read();
      if (value !== undefined) this.#values.push(value);
      const next = reader.peek();
      if (next === ':' && value !== undefined && targets.length === 0) {
        // An annotation stands between the name and its value.
        reader.skip();
        const annotation = reader.read();
        if (annotation !== undefined) this.#values.push(annotation);
        if (reader.peek() === '=') targets.push(value);
        reader.skip();
      } else if (next === '=' && value !== undefined) {
        targets.push(value);
        reader.skip();
      } else {
        if (value !== undefined) this.#assign(targets, value);
        targets.length = 0;
        reader.skip();
      }
    }
  }

  #assign(targets: readonly PythonValue[], value: PythonValue): void {
    for (const target of targets) {
      if (target.kind === 'subscript') {
        const index = target.index;
        if (index?.kind !== 'text' || target.base.kind !== 'name') continue;
        this.#addAssignment(`${target.base.path}[${index.text}]`, index.bodyAt, value);
      }
      if (target.kind === 'name') this.#addAssignment(target.path, target.at, value);
    }
  }

  #addAssignment(target: string, targetAt: Span, value: PythonValue): void {
    const isTopLevel = this.#isTopLevel;
    if (isTopLevel && !/[.[]/.test(target)) this.#topLevelNames.add(target);
    this.#assignments.push({ target, targetAt, value, isTopLevel });
  }

  /** Expressions one after another, with `… as name` between them. */
  #readValues(tokens: readonly PythonToken[]): void {
    const reader = new ValueReader(this.#source, tokens);
    while (!reader.isAtEnd) {
      const value = reader.read();
      if (value === undefined) {
        reader.skip();
        continue;
      }
      this.#values.push(value);
      if (reader.peek() !== 'as') continue;
      reader.skip();
      const target = reader.read();
      if (target?.kind === 'name') this.#addAssignment(target.path, target.at, value);
    }
  }

  #spanOf(tokens: readonly PythonToken[], from: number, to: number): Span {
    const start = tokens[from]?.start ?? 0;
    return { file: this.#source.file, start, end: tokens[to - 1]?.end ?? start };
  }
}

const blockWords = new Set(['if', 'try', 'except', 'def', 'class']);
const statementWords = new Set(
  'async assert await del elif else except finally for if raise return try while with yield global nonlocal pass break continue'.split(
    ' ',
  ),
);

interface Dotted {
  readonly text: string;
  /** Index of the token behind it. */
  readonly next: number;
}

function readDotted(tokens: readonly PythonToken[], from: number): Dotted {
  let text = '';
  let at = from;
  while (tokens[at]?.kind === 'name' && tokens[at]?.text !== 'import') {
    text += tokens[at]?.text ?? '';
    at += 1;
    if (tokens[at]?.text !== '.') break;
    text += '.';
    at += 1;
  }
  return { text: text.endsWith('.') ? text.slice(0, -1) : text, next: at };
}

function readAlias(
  tokens: readonly PythonToken[],
  at: number,
): { readonly text: string | undefined; readonly next: number } {
  if (tokens[at]?.text !== 'as') return { text: undefined, next: at };
  return { text: tokens[at + 1]?.text, next: at + 2 };
}
