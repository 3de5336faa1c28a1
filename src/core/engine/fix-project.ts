import type { Finding } from '../base/finding.ts';
import { buildProject } from '../model/build-project.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { applyFixes } from './apply-fixes.ts';
import { lintProject } from './lint-project.ts';
import type { LintSettings } from './lint-settings.ts';

export interface FixedProject {
  /** Texts that differ from the snapshot's. */
  readonly changed: ReadonlyMap<string, string>;
  /** What is left. */
  readonly findings: readonly Finding[];
  /** The snapshot after the fixes. */
  readonly snapshot: Snapshot;
}

/** Fixes may overlap or uncover others; more passes than this change nothing that a person would miss. */
const maxPasses = 10;

/** Applies the safe fixes until none is left. Files that are not UTF-8 or that `isWanted` refuses stay as they are. */
export function fixProject(
  snapshot: Snapshot,
  settings: LintSettings,
  isWanted: (path: string) => boolean = () => true,
): FixedProject {
  const changed = new Map<string, string>();
  let current = snapshot;
  let findings = lintProject(buildProject(current), settings);
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const fixed = applyFixes(
      current.files,
      findings.filter(
        ({ at }) => isWanted(at.file) && snapshot.foreignFiles?.has(at.file) !== true,
      ),
    );
    if (fixed.size === 0) break;
    for (const [path, text] of fixed) changed.set(path, text);
    current = { ...current, files: new Map([...current.files, ...fixed]) };
    findings = lintProject(buildProject(current), settings);
  }
  return { changed, findings, snapshot: current };
}
