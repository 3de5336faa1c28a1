import type { Span } from '../base/span.ts';
import type { Word } from './dockerfile-tree.ts';

/** A shell text as a flat list of simple commands: as much structure as rules ask for. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Names that `for` and `select` give a value. */
  readonly loopVariables?: readonly string[];
}

/** One simple command, such as `pip install -r requirements.txt`. */
export interface ShellCommand {
  readonly at: Span;
  /** `NAME=value` words before the command's name. */
  readonly assignments: readonly Word[];
  /** Name and arguments, with quotes as written; `plain` gives them without. Wrappers such as `sudo` stay. */
  readonly words: readonly ShellWord[];
  readonly redirections: readonly Redirection[];
  /** What follows the command: `&&`, `||`, `;`, `|`, `&`, a line end, or nothing. */
  readonly separator: '&&' | '||' | ';' | '|' | '&' | '\n' | '';
  /** True inside `( … )`, `$( … )`, a function, a loop or a condition. */
  readonly isNested: boolean;
}

export interface ShellWord extends Word {
  /** The word without quotes; variables stay as written. */
  readonly plain: string;
  /** True where no variable and no substitution is in the word, so that `plain` is what the shell sees. */
  readonly isLiteral: boolean;
}

/** Such as `> /dev/null` or `2>&1`. */
export interface Redirection {
  /** With the number before it, such as `2>`. */
  readonly operator: string;
  /** Operator and target. */
  readonly at: Span;
  readonly target: ShellWord | undefined;
}
