import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './value.ts';

/** A Dockerfile as written: nothing resolved, every piece with its place. */
export interface DockerfileTree {
  readonly file: string;
  readonly text: string;
  readonly directives: readonly Directive[];
  /** The line continuation character: a backslash, or a backtick where a directive says so. */
  readonly escape: '\\' | '`';
  readonly instructions: readonly Instruction[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

export interface Directive {
  /** In lower case. */
  readonly name: string;
  readonly nameAt: Span;
  readonly value: string;
  readonly at: Span;
}

export interface Comment {
  /** With its `#`. */
  readonly at: Span;
  readonly text: string;
}

export interface Instruction {
  /** Upper case, such as `RUN`; also words that are no instruction. */
  readonly keyword: string;
  readonly keywordAt: Span;
  /** From the keyword to the last argument, heredocs included. */
  readonly at: Span;
  /** `--name=value` words before the arguments. */
  readonly flags: readonly Flag[];
  /** Arguments after the flags, continuations and comments removed; offsets map back by `argument`. */
  readonly argument: MappedText;
  /** Arguments split at blanks outside quotes, quotes kept. Empty in exec form. */
  readonly words: readonly Word[];
  /** The strings of an exec form; undefined in shell form or where the JSON is broken. */
  readonly exec: readonly Word[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** The instruction after ONBUILD or HEALTHCHECK, such as the CMD in `HEALTHCHECK CMD true`. */
  readonly inner: Instruction | undefined;
  /** Blank lines between continued ones. */
  readonly emptyLines: readonly Span[];
  /** True where the last line of the file ends with a continuation character. */
  readonly isOpen: boolean;
}

export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
  readonly valueAt: Span | undefined;
}

export interface Word {
  /** In exec form the decoded JSON string; otherwise the word as written, with its quotes. */
  readonly text: string;
  readonly at: Span;
}

export interface Heredoc {
  readonly name: string;
  /** True for `<<-`, which removes leading tabs. */
  readonly isChomped: boolean;
  /** False where the delimiter is quoted, so that variables stay as they are. */
  readonly isExpanded: boolean;
  readonly body: MappedText;
}

/** Text that was put together from pieces of a file. */
export interface MappedText {
  readonly text: string;
  readonly at: Span;
  /** The place in the file of a range of `text`. */
  spanOf(start: number, end: number): Span;
}
