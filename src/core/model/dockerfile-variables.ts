/** Text after its `$NAME` and `${NAME…}`; unknown ones stay as written. */
export interface Expansion {
  readonly text: string;
  /** False where a variable without a known value is left. */
  readonly isKnown: boolean;
}

/** One `$NAME` or `${NAME…}`, by its offsets in the text. */
export interface VariableReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What follows the name in braces, such as `:-value`. */
  readonly modifier: string;
}

/** Finds the variables of a Dockerfile's word. Single quotes and the escape character keep `$` as it is. */
export function findVariableReferences(text: string, escape: string): VariableReference[] {
  const found: VariableReference[] = [];
  if (!text.includes('$')) return found;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === escape && quote !== "'") at += 1;
    else if (quote !== '' && character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '$' && quote !== "'") {
      const reference = readReference(text, at);
      if (reference === undefined) continue;
      found.push(reference);
      at = reference.end - 1;
    }
  }
  return found;
}

/** Replaces variables and removes quotes and escapes, as Docker does for the instructions that it expands. */
export function expandWord(
  text: string,
  escape: string,
  find: (name: string) => string | undefined,
): Expansion {
  let result = '';
  let isKnown = true;
  let done = 0;
  for (const reference of findVariableReferences(text, escape)) {
    result += removeQuotes(text.slice(done, reference.start), escape);
    const value = applyModifier(reference, find(reference.name));
    isKnown &&= value !== undefined;
    result += value ?? text.slice(reference.start, reference.end);
    done = reference.end;
  }
  return { text: result + removeQuotes(text.slice(done), escape), isKnown };
}

function readReference(text: string, start: number): VariableReference | undefined {
  if (text[start + 1] !== '{') {
    const match = plainName.exec(text.slice(start + 1, start + 200));
    if (match === null) return undefined;
    return { name: match[0], start, end: start + 1 + match[0].length, modifier: '' };
  }
  const end = findClosingBrace(text, start + 2);
  if (end === undefined) return undefined;
  const inside = text.slice(start + 2, end);
  const name = plainName.exec(inside)?.[0];
  if (name === undefined) return undefined;
  return { name, start, end: end + 1, modifier: inside.slice(name.length) };
}

const plainName = /^[A-Za-z_]\w*/;

function findClosingBrace(text: string, start: number): number | undefined {
  let level = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') level += 1;
    else if (text[at] === '}') {
      level -= 1;
      if (level === 0) return at;
    }
  }
  return undefined;
}

function applyModifier(
  { modifier }: VariableReference,
  value: string | undefined,
): string | undefined {
  if (modifier === '') return value;
  const [, colon, sign, argument = ''] = /^(:?)([-+?])(.*)$/s.exec(modifier) ?? [];
  // `#`, `%` and `/` cut and replace; what they give is not worked out.
  if (sign === undefined || argument.includes('$')) return undefined;
  const isSet = value !== undefined && (colon === '' || value !== '');
  if (sign === '-') return isSet ? value : argument;
  if (sign === '+') return isSet ? argument : '';
  return isSet ? value : undefined;
}

function removeQuotes(text: string, escape: string): string {
  if (!text.includes('"') && !text.includes("'") && !text.includes(escape)) return text;
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === escape) {
      at += 1;
      result += text[at] ?? '';
    } else if (character !== '"' && character !== "'") result += character;
  }
  return result;
}
