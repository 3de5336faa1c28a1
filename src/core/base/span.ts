/** Half-open range of UTF-16 offsets into one file's text. Only `core/syntax` makes new ones. */
export interface Span {
  /** Path relative to the project root, with `/`. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces the text at `at`; an empty span inserts, an empty `insert` deletes. */
export interface Edit {
  readonly at: Span;
  readonly insert: string;
}

/** A place before any text of `file`, for findings about a file as a whole. */
export function startOf(file: string): Span {
  return { file, start: 0, end: 0 };
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
