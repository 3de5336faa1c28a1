import { remember } from '../base/remember.ts';
import type { Span } from '../base/span.ts';
import { skipWrappers } from '../model/wrapper-programs.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../syntax/shell-tree.ts';

/** A program that a shell text starts, without what stands before it, such as `sudo` or `env A=b`. */
export interface Program {
  readonly name: string;
  readonly nameAt: Span;
  readonly arguments: readonly ShellWord[];
  readonly command: ShellCommand;
}

export function findPrograms(script: ShellScript | undefined): readonly Program[] {
  return script === undefined ? [] : findInScript(script);
}

const findInScript = remember(({ commands }: ShellScript): readonly Program[] =>
  commands.flatMap((command) => findProgram(command) ?? []),
);

export function findProgram(command: ShellCommand): Program | undefined {
  const at = skipWrappers(command.words.map(({ plain }) => plain));
  const word = command.words[at];
  if (word === undefined) return undefined;
  const name = word.plain.replace(/^(?:\/usr(?:\/local)?)?\/s?bin\//, '');
  return { name, nameAt: word.at, arguments: command.words.slice(at + 1), command };
}

/** True where one of the words is an option, alone or as one letter of several, such as `-yq`. */
export function hasOption(words: readonly ShellWord[], ...names: readonly string[]): boolean {
  return words.some(({ plain }) =>
    names.some((name) => {
      if (plain === name || plain.startsWith(`${name}=`)) return true;
      const isLetter = name.length === 2 && name.startsWith('-');
      return isLetter && /^-[A-Za-z]+$/.test(plain) && plain.includes(name.charAt(1));
    }),
  );
}

/** The words that are no options. Values of options count as words where `valued` does not name the option. */
export function findOperands(
  words: readonly ShellWord[],
  valued: readonly string[] = [],
): readonly ShellWord[] {
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (valued.includes(word.plain)) at += 1;
    else if (!word.plain.startsWith('-') || word.plain === '-') operands.push(word);
  }
  return operands;
}
