import { TrackingError } from '../../../ports/tracking-store.ts';

/** A piece of a filter: a word (perhaps with quoted parts), a literal, an operator or a sign of punctuation. */
export interface SearchToken {
  readonly kind: 'word' | 'text' | 'number' | 'operator' | 'sign';
  /** Without quotes. */
  readonly text: string;
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;

/** Cuts a filter or an order into tokens. Fails with `bad-query` on a quote that does not end. */
export function readSearchTokens(text: string): readonly SearchToken[] {
  const tokens: SearchToken[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/u.exec(rest);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const operator = /^(?:<=|>=|!=|<|>|=)/u.exec(rest);
    if (operator !== null) {
      tokens.push({ kind: 'operator', text: operator[0] });
      at += operator[0].length;
      continue;
    }
    if (/^[(),]/u.test(rest)) {
      tokens.push({ kind: 'sign', text: rest.slice(0, 1) });
      at += 1;
      continue;
    }
    const word = readWord(text, at);
    tokens.push(word.token);
    at = word.end;
  }
  return tokens;
}

/** A word goes to the next space or operator; quotes inside it (metrics."a b") hold it together. */
function readWord(text: string, start: number): { token: SearchToken; end: number } {
  let value = '';
  let at = start;
  let quoted = false;
  while (at < text.length && !/[\s<>=!(),]/u.test(text.charAt(at))) {
    const sign = text.charAt(at);
    if (sign === "'" || sign === '"' || sign === '`') {
      const close = text.indexOf(sign, at + 1);
      if (close < 0) throw new TrackingError('bad-query', `A quote at ${at + 1} does not end.`);
      value += text.slice(at + 1, close);
      quoted = true;
      at = close + 1;
    } else {
      value += sign;
      at += 1;
    }
  }
  if (at === start) throw new TrackingError('bad-query', `Unexpected "!" at ${at + 1}.`);
  const isText = quoted && /^['"]/u.test(text.charAt(start)) && value.length === at - start - 2;
  return { token: { kind: kindOf(value, quoted, isText), text: value }, end: at };
}

function kindOf(value: string, quoted: boolean, isText: boolean): SearchToken['kind'] {
  if (isText) return 'text';
  return !quoted && numberPattern.test(value) ? 'number' : 'word';
}
