import type { Edit } from './span.ts';

/**
 * Applies edits of one file to its text. Edits that overlap an earlier one (by start) are left out,
 * so the result is always well formed; a second pass picks them up.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  let result = '';
  let done = 0;
  for (const { at, insert } of ordered) {
    if (at.start < done) continue;
    result += text.slice(done, at.start) + insert;
    done = at.end;
  }
  return result + text.slice(done);
}
