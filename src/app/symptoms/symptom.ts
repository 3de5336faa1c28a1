/** Something that programs write when they fail in a way that we know. One entry of a table; text only, so that it can be listed. */
export interface Symptom {
  /** Stable, such as `no-such-table`. */
  readonly id: string;
  /**
   * Tried on one line after the other; named groups fill the slots of the sentences. A line is a stranger's text of up to
   * 2,000 characters, so no repetition stands inside another one.
   */
  readonly patterns: readonly RegExp[];
  /**
   * What is wrong, as a clause that may stand behind a colon: no capital letter but of names, no full stop.
   * `{name}` takes a group of the pattern, `{name|other words}` has words for a pattern without that group.
   */
  readonly cause: string;
  /** What to do, in whole sentences with the same slots. */
  readonly fix: string;
  /** Rules of the linter whose findings explain it. */
  readonly rules: readonly string[];
  /** The mistake may stand at another service than the one that wrote the line. */
  readonly isBetweenServices?: true;
  /** Worth knowing, but nothing that ends a program. */
  readonly isHint?: true;
}

/** A symptom as one log shows it. */
export interface SymptomMatch {
  readonly id: string;
  /** A clause without capital letter and full stop. */
  readonly cause: string;
  readonly fix: string;
  readonly rules: readonly string[];
  readonly isBetweenServices: boolean;
  readonly isHint: boolean;
  /** The line that shows it, and its index; the last one where several do. */
  readonly text: string;
  readonly index: number;
  /** Where in the program it was, innermost first; empty where no traceback tells. */
  readonly frames: readonly SourceFrame[];
}

/** One frame of a traceback. */
export interface SourceFrame {
  /** As the program knows it: mostly an absolute path in the container. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}
