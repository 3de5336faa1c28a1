/** One replacement, by offsets into the text before it. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The smallest single replacement that makes one text of the other, so that cursors and folds elsewhere stay. */
export function toTextChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  // VS Code takes CRLF as one, so a change must not begin or end between its halves.
  if (before[start - 1] === '\r') start -= 1;
  if (
    tail > 0 &&
    before[before.length - tail] === '\n' &&
    before[before.length - tail - 1] === '\r'
  ) {
    tail -= 1;
  }
  return {
    start,
    end: Math.max(start, before.length - tail),
    insert: after.slice(start, Math.max(start, after.length - tail)),
  };
}
