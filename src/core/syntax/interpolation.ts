/** A text with `$NAME` and `${…}` as Compose reads it. Offsets count from the start of the whole text. */
export type InterpolationPiece = LiteralPiece | VariablePiece | BrokenPiece;

export interface LiteralPiece {
  readonly kind: 'literal';
  /** With `$$` as a single `$`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface VariablePiece {
  readonly kind: 'variable';
  readonly name: string;
  readonly nameStart: number;
  readonly operator: VariableOperator;
  /** What follows the operator; undefined without one. */
  readonly argument: readonly InterpolationPiece[] | undefined;
  readonly argumentText: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A `$` that Compose refuses, such as the one in `$(date)` or an unclosed `${A`. */
export interface BrokenPiece {
  readonly kind: 'broken';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type VariableOperator = '' | '-' | ':-' | '?' | ':?' | '+' | ':+';

/** Nested deeper than this, a text is taken as broken. */
const MAX_DEPTH = 50;

export function parseInterpolation(text: string): readonly InterpolationPiece[] {
  if (!text.includes('$')) return text === '' ? [] : [literal(text, 0, text.length)];
  return new InterpolationParser(text).parse(0, text.length, 0);
}

/** Every variable of a text, those in defaults of others included. */
export function* walkVariables(pieces: readonly InterpolationPiece[]): Generator<VariablePiece> {
  for (const piece of pieces) {
    if (piece.kind !== 'variable') continue;
    yield piece;
    if (piece.argument !== undefined) yield* walkVariables(piece.argument);
  }
}

function literal(text: string, start: number, end: number): LiteralPiece {
  return { kind: 'literal', text, start, end };
}

class InterpolationParser {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  parse(from: number, to: number, depth: number): InterpolationPiece[] {
    const pieces: InterpolationPiece[] = [];
    let at = from;
    while (at < to) {
      const dollar = this.#text.indexOf('$', at);
      const stop = dollar < 0 || dollar >= to ? to : dollar;
      if (stop > at) pieces.push(literal(this.#text.slice(at, stop), at, stop));
      if (stop === to) break;
      const piece = this.#readDollar(stop, to, depth);
      pieces.push(piece);
      at = piece.end;
    }
    return pieces;
  }

  #readDollar(start: number, to: number, depth: number): InterpolationPiece {
    const next = start + 1 < to ? this.#text.charAt(start + 1) : '';
    if (next === '$') return literal('$', start, start + 2);
    if (next === '{') return this.#readBraced(start, to, depth);
    const nameEnd = this.#findNameEnd(start + 1, to);
    if (nameEnd === start + 1) return this.#broken(start, start + 1);
    return {
      kind: 'variable',
      name: this.#text.slice(start + 1, nameEnd),
      nameStart: start + 1,
      operator: '',
      argument: undefined,
      argumentText: undefined,
      start,
      end: nameEnd,
    };
  }

  #readBraced(start: number, to: number, depth: number): InterpolationPiece {
    const close = this.#findClose(start + 2, to);
    if (close === undefined || depth >= MAX_DEPTH) return this.#broken(start, to);
    const nameStart = start + 2;
    const nameEnd = this.#findNameEnd(nameStart, close);
    const operator = this.#readOperator(nameEnd, close);
    if (nameEnd === nameStart || (operator === '' && nameEnd !== close)) {
      return this.#broken(start, close + 1);
    }
    const argumentStart = nameEnd + operator.length;
    const hasArgument = operator !== '';
    return {
      kind: 'variable',
      name: this.#text.slice(nameStart, nameEnd),
      nameStart,
      operator,
      argument: hasArgument ? this.parse(argumentStart, close, depth + 1) : undefined,
      argumentText: hasArgument ? this.#text.slice(argumentStart, close) : undefined,
      start,
      end: close + 1,
    };
  }

  /** The brace that closes one opened before `from`; braces of nested variables are counted. */
  #findClose(from: number, to: number): number | undefined {
    let open = 1;
    for (let at = from; at < to; at += 1) {
      const char = this.#text.charAt(at);
      if (char === '$' && this.#text.charAt(at + 1) === '{') {
        open += 1;
        at += 1;
      } else if (char === '}') {
        open -= 1;
        if (open === 0) return at;
      }
    }
    return undefined;
  }

  #findNameEnd(from: number, to: number): number {
    let at = from;
    while (at < to && isNameChar(this.#text.charCodeAt(at), at === from)) at += 1;
    return at;
  }

  #readOperator(at: number, to: number): VariableOperator {
    const first = at < to ? this.#text.charAt(at) : '';
    const second = at + 1 < to ? this.#text.charAt(at + 1) : '';
    if (first === ':')
      return second === '-' || second === '?' || second === '+' ? `:${second}` : '';
    return first === '-' || first === '?' || first === '+' ? first : '';
  }

  #broken(start: number, end: number): BrokenPiece {
    return { kind: 'broken', text: this.#text.slice(start, end), start, end };
  }
}

/** ASCII letters and `_`, and digits but for the first place. */
function isNameChar(code: number, isFirst: boolean): boolean {
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95) return true;
  return !isFirst && code >= 48 && code <= 57;
}

/** A text after its variables were replaced. */
export interface Interpolated {
  /** Variables without a known value stay as written. */
  readonly text: string;
  readonly isKnown: boolean;
}

/** Replaces variables by what `lookup` knows, with Compose's rules for unset and empty ones. */
export function evaluateInterpolation(
  pieces: readonly InterpolationPiece[],
  lookup: (name: string) => string | undefined,
): Interpolated {
  let text = '';
  let isKnown = true;
  for (const piece of pieces) {
    const part = evaluatePiece(piece, lookup);
    text += part.text;
    isKnown = isKnown && part.isKnown;
  }
  return { text, isKnown };
}

function evaluatePiece(
  piece: InterpolationPiece,
  lookup: (name: string) => string | undefined,
): Interpolated {
  if (piece.kind !== 'variable') return { text: piece.text, isKnown: piece.kind === 'literal' };
  const value = lookup(piece.name);
  const isSet = piece.operator.startsWith(':')
    ? value !== undefined && value !== ''
    : value !== undefined;
  const argument = piece.argument ?? [];
  switch (piece.operator) {
    case '+':
    case ':+':
      return isSet ? evaluateInterpolation(argument, lookup) : { text: '', isKnown: true };
    case '-':
    case ':-':
      if (!isSet) return evaluateInterpolation(argument, lookup);
      return { text: value ?? '', isKnown: true };
    default:
      if (isSet) return { text: value ?? '', isKnown: true };
      return { text: writeVariable(piece), isKnown: false };
  }
}

function writeVariable(piece: VariablePiece): string {
  return `\${${piece.name}${piece.operator}${piece.argumentText ?? ''}}`;
}
