import { TrackingError } from '../../../ports/tracking-store.ts';
import {
  searchAttributes,
  searchPrefixes,
  type Comparison,
  type SearchEntity,
  type SearchOperator,
} from './run-search.ts';
import { readSearchTokens, type SearchToken } from './search-tokens.ts';

const numericOperators: readonly SearchOperator[] = ['=', '!=', '<', '<=', '>', '>='];
const textOperators: readonly SearchOperator[] = ['=', '!=', 'LIKE', 'ILIKE'];

/** MLflow's filter grammar for runs: comparisons joined by AND. Fails with `bad-query`, whose message says where. */
export function parseRunFilter(filter: string): readonly Comparison[] {
  const tokens = new TokenReader(readSearchTokens(filter));
  const comparisons: Comparison[] = [];
  while (tokens.peek() !== undefined) {
    if (comparisons.length > 0) tokens.takeWord('AND');
    comparisons.push(readComparison(tokens));
  }
  return comparisons;
}

function readComparison(tokens: TokenReader): Comparison {
  const left = tokens.take('a key');
  if (left.kind !== 'word' && left.kind !== 'text') throw unexpected(left, 'a key');
  const { entity, key, numeric } = toSearchKey(left.text);
  const operator = readOperator(tokens);
  const values = readValues(tokens, operator);
  if (!isAllowed(entity, operator, numeric)) {
    throw new TrackingError('bad-query', `"${operator}" does not go with "${left.text}".`);
  }
  const wanted = numeric ? 'number' : 'text';
  for (const value of values) {
    if (value.kind !== wanted) throw unexpected(value, numeric ? 'a number' : 'a quoted text');
  }
  return {
    entity,
    key,
    operator,
    values: values.map(({ text }) => (numeric ? Number(text) : text)),
  };
}

function readOperator(tokens: TokenReader): SearchOperator {
  const token = tokens.take('an operator');
  const text = token.text.toUpperCase();
  if (token.kind === 'operator') return toOperator(token.text);
  if (text === 'LIKE' || text === 'ILIKE' || text === 'IN') return text;
  if (text === 'NOT') {
    tokens.takeWord('IN');
    return 'NOT IN';
  }
  if (text !== 'IS') throw unexpected(token, 'an operator');
  if (tokens.peek()?.text.toUpperCase() === 'NOT') {
    tokens.takeWord('NOT');
    tokens.takeWord('NULL');
    return 'IS NOT NULL';
  }
  tokens.takeWord('NULL');
  return 'IS NULL';
}

function toOperator(text: string): SearchOperator {
  const operator = numericOperators.find((candidate) => candidate === text);
  if (operator === undefined) throw new TrackingError('bad-query', `"${text}" is no operator.`);
  return operator;
}

function readValues(tokens: TokenReader, operator: SearchOperator): readonly SearchToken[] {
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') return [];
  if (operator !== 'IN' && operator !== 'NOT IN') return [tokens.take('a value')];
  const values: SearchToken[] = [];
  tokens.takeWord('(');
  for (;;) {
    values.push(tokens.take('a value'));
    const next = tokens.take('")"');
    if (next.text === ')') return values;
    if (next.text !== ',') throw unexpected(next, '"," or ")"');
  }
}

function isAllowed(entity: SearchEntity, operator: SearchOperator, numeric: boolean): boolean {
  if (numeric) return numericOperators.includes(operator);
  if (textOperators.includes(operator)) return true;
  const isNullTest = operator === 'IS NULL' || operator === 'IS NOT NULL';
  if (entity === 'param' || entity === 'tag') return isNullTest;
  return operator === 'IN' || operator === 'NOT IN';
}

/** Splits `metrics.loss`; a key without a known prefix is an attribute. Fails with `bad-query`. */
export function toSearchKey(text: string): {
  entity: SearchEntity;
  key: string;
  numeric: boolean;
} {
  const dot = text.indexOf('.');
  const prefix = dot < 0 ? undefined : searchPrefixes.get(text.slice(0, dot).toLowerCase());
  const entity = prefix ?? 'attribute';
  const key = prefix === undefined ? text : text.slice(dot + 1);
  if (entity === 'attribute') {
    const attribute = searchAttributes.get(key.toLowerCase());
    if (attribute === undefined)
      throw new TrackingError('bad-query', `Unknown attribute "${text}".`);
    return { entity, ...attribute };
  }
  if (entity === 'dataset' && !['name', 'digest', 'context'].includes(key)) {
    throw new TrackingError('bad-query', `Unknown dataset attribute "${key}".`);
  }
  return { entity, key, numeric: entity === 'metric' };
}

function unexpected(token: SearchToken, wanted: string): TrackingError {
  return new TrackingError('bad-query', `Found "${token.text}" where ${wanted} is expected.`);
}

class TokenReader {
  readonly #tokens: readonly SearchToken[];
  #next = 0;

  constructor(tokens: readonly SearchToken[]) {
    this.#tokens = tokens;
  }

  peek(): SearchToken | undefined {
    return this.#tokens[this.#next];
  }

  take(wanted: string): SearchToken {
    const token = this.peek();
    if (token === undefined)
      throw new TrackingError('bad-query', `It ends where ${wanted} is expected.`);
    this.#next += 1;
    return token;
  }

  takeWord(word: string): void {
    const token = this.take(`"${word}"`);
    if (token.text.toUpperCase() !== word) throw unexpected(token, `"${word}"`);
  }
}
