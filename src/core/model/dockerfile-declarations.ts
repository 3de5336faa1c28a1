import type { Instruction } from '../syntax/dockerfile-tree.ts';
import { expandWord } from './dockerfile-variables.ts';
import type { Variable } from './project.ts';

/** The variables that an ARG or ENV sets. Values see the variables before the instruction, not each other. */
export function readDeclarations(
  instruction: Instruction,
  escape: string,
  find: (name: string) => Variable | undefined,
): readonly Variable[] {
  const kind = instruction.keyword === 'ARG' ? 'arg' : 'env';
  const valueOf = (name: string): string | undefined => find(name)?.value;
  const [first] = instruction.words;
  if (first === undefined) return [];
  if (kind === 'env' && !first.text.includes('=')) {
    const rest = instruction.argument.text.slice(first.text.length).trim();
    return [{ name: first.text, kind, ...toValue(rest, escape, valueOf), at: first.at }];
  }
  const variables: Variable[] = [];
  for (const word of instruction.words) {
    const equals = word.text.indexOf('=');
    if (equals === -1) {
      if (kind === 'arg') variables.push({ name: word.text, kind, value: undefined, at: word.at });
      continue;
    }
    const value = toValue(word.text.slice(equals + 1), escape, valueOf);
    variables.push({ name: word.text.slice(0, equals), kind, ...value, at: word.at });
  }
  return variables;
}

function toValue(
  written: string,
  escape: string,
  find: (name: string) => string | undefined,
): { readonly value: string | undefined } {
  const expansion = expandWord(written, escape, find);
  return { value: expansion.isKnown ? expansion.text : undefined };
}
