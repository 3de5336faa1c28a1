import type { Finding } from '../../src/core/base/finding.ts';
import { applyFixes } from '../../src/core/engine/apply-fixes.ts';
import { lintWithRules } from '../../src/core/engine/lint-project.ts';
import type { LintSettings } from '../../src/core/engine/lint-settings.ts';
import { buildProject } from '../../src/core/model/build-project.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import type { Rule } from '../../src/core/rulekit/define-rule.ts';
import { rules as allRules } from '../../src/core/rules/index.ts';

export type Files = Readonly<Record<string, string>>;

export function toSnapshot(files: Files): Snapshot {
  return { files: new Map(Object.entries(files)), isPartial: false, environment: new Map() };
}

/** Lints a project that exists only as text; with every rule unless told otherwise. */
export function lintFiles(
  files: Files,
  rules: readonly Rule[] = allRules,
  settings: LintSettings = { preset: 'all' },
): readonly Finding[] {
  return lintWithRules(buildProject(toSnapshot(files)), settings, rules);
}

/** The files after the first fix of each finding, of both kinds. */
export function fixFiles(files: Files, findings: readonly Finding[]): Files {
  const changed = applyFixes(new Map(Object.entries(files)), findings, ['safe', 'suggestion']);
  return { ...files, ...Object.fromEntries(changed) };
}
