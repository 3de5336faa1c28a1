import type { Span } from '../base/span.ts';
import type { ShellScript } from '../syntax/shell-tree.ts';
import { findVariableReferences } from './dockerfile-variables.ts';

/** A `$NAME` of a shell text for which somebody outside has to give a value. */
export interface VariableRead {
  readonly name: string;
  /** The word that it is in. */
  readonly at: Span;
}

/**
 * What a shell text reads and neither sets nor tests. Undefined where another file or a worked out text may set more.
 */
export function findVariableReads({
  commands,
  loopVariables = [],
}: ShellScript): readonly VariableRead[] | undefined {
  const known = new Set<string>(loopVariables);
  const reads: VariableRead[] = [];
  for (const { words, assignments, redirections } of commands) {
    const [first, ...rest] = words;
    const name = first?.plain ?? '';
    if (name === 'source' || name === '.' || name === 'eval') return undefined;
    for (const word of [
      ...assignments,
      ...words,
      ...redirections.flatMap(({ target }) => target ?? []),
    ]) {
      for (const { name: wanted, modifier } of findVariableReferences(word.text, '\\')) {
        if (modifier !== '' || testers.has(name)) known.add(wanted);
        else if (!known.has(wanted)) reads.push({ name: wanted, at: word.at });
      }
    }
    for (const { text } of assignments) known.add(text.replace(/\+?=.*/s, ''));
    if (setters.has(name)) for (const { plain } of rest) known.add(plain.replace(/\+?=.*/s, ''));
    if (name === 'read' || name === 'mapfile' || name === 'readarray' || name === 'getopts') {
      for (const { plain } of rest) if (/^[A-Za-z_]\w*$/.test(plain)) known.add(plain);
    }
  }
  return reads.filter(({ name }) => !known.has(name));
}

/** Programs that say whether a variable is set, so that the text can do without it. */
const testers: ReadonlySet<string> = new Set([
  '[',
  '[[',
  'test',
  'case',
  'if',
  'elif',
  'while',
  'until',
  'echo',
  'printf',
  'unset',
  ':',
]);

const setters: ReadonlySet<string> = new Set([
  'export',
  'declare',
  'typeset',
  'local',
  'readonly',
  'unset',
  'env',
]);
