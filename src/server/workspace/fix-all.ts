import type { Finding } from '../../core/base/finding.ts';
import { applyEdits } from '../../core/base/text-edits.ts';
import type { LintedRoot } from './project-root.ts';

/** Fixes that overlap wait for the next pass; a cycle of fixes ends here too. */
const maxPasses = 10;

/** A file's text after all safe fixes of its own findings; undefined if the file is not there. */
export function fixAllText(file: string, linted: LintedRoot): string | undefined {
  let text = linted.findText(file);
  let findings: readonly Finding[] = linted.findings.get(file) ?? [];
  for (let pass = 0; text !== undefined && pass < maxPasses; pass += 1) {
    const edits = findings.flatMap((finding) => findSafeEdits(finding, file));
    if (edits.length === 0) break;
    const next = applyEdits(text, edits);
    if (next === text) break;
    text = next;
    findings = linted.lintWith(new Map([[file, text]])).filter(({ at }) => at.file === file);
  }
  return text;
}

/** None where the first safe fix reaches into other files: one document is fixed, not the project. */
function findSafeEdits(finding: Finding, file: string): ReturnType<Finding['fixes'][0]['edits']> {
  const safe = finding.fixes.find(({ kind }) => kind === 'safe');
  const edits = safe?.edits() ?? [];
  return edits.every(({ at }) => at.file === file) ? edits : [];
}
