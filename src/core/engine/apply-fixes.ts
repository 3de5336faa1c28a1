import type { Finding } from '../base/finding.ts';
import type { Edit } from '../base/span.ts';
import { applyEdits } from '../base/text-edits.ts';

/** The texts that change when the first fix of each finding is applied; only `safe` ones unless told otherwise. */
export function applyFixes(
  files: ReadonlyMap<string, string | undefined>,
  findings: readonly Finding[],
  kinds: readonly ('safe' | 'suggestion')[] = ['safe'],
): ReadonlyMap<string, string> {
  const editsByFile = new Map<string, Edit[]>();
  for (const finding of findings) {
    const fix = finding.fixes.find(({ kind }) => kinds.includes(kind));
    if (fix === undefined) continue;
    const edits = fix.edits();
    // A fix is applied as a whole or not at all; one that overlaps waits for the next pass.
    if (
      edits.some((edit) => editsByFile.get(edit.at.file)?.some((other) => overlaps(edit, other)))
    ) {
      continue;
    }
    for (const edit of edits) addTo(editsByFile, edit);
  }
  const changed = new Map<string, string>();
  for (const [file, edits] of editsByFile) {
    const text = files.get(file);
    if (text === undefined) continue;
    const result = applyEdits(text, edits);
    if (result !== text) changed.set(file, result);
  }
  return changed;
}

function addTo(edits: Map<string, Edit[]>, edit: Edit): void {
  const present = edits.get(edit.at.file);
  if (present === undefined) edits.set(edit.at.file, [edit]);
  else present.push(edit);
}

function overlaps(a: Edit, b: Edit): boolean {
  return a.at.start <= b.at.end && b.at.start <= a.at.end;
}
