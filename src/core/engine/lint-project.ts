import type { Finding } from '../base/finding.ts';
import { startOf } from '../base/span.ts';
import type { Project } from '../model/project.ts';
import type { Rule } from '../rulekit/define-rule.ts';
import { rules as allRules } from '../rules/index.ts';
import { engineFinding } from './engine-finding.ts';
import { fitFixes } from './fit-fixes.ts';
import type { LintSettings } from './lint-settings.ts';
import { resolveSettings } from './resolve-settings.ts';
import { RuleRunner } from './rule-runner.ts';
import { Suppressions } from './suppressions.ts';

/** Everything that is wrong with a project, sorted by file, place and rule. */
export function lintProject(project: Project, settings: LintSettings = {}): readonly Finding[] {
  return lintWithRules(project, settings, allRules);
}

/** The same in short steps, for a program that has other things to do in between. */
export function lintInSteps(
  project: Project,
  settings: LintSettings = {},
): Generator<void, readonly Finding[]> {
  return lintSteps(project, settings, allRules);
}

/** The same with another catalogue, for tests of single rules. */
export function lintWithRules(
  project: Project,
  settings: LintSettings,
  rules: readonly Rule[],
): readonly Finding[] {
  const steps = lintSteps(project, settings, rules);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function* lintSteps(
  project: Project,
  settings: LintSettings,
  rules: readonly Rule[],
): Generator<void, readonly Finding[]> {
  const resolved = resolveSettings(project, settings, rules);
  const runner = new RuleRunner(project, resolved.activeRules);
  yield* runner.steps();
  const suppressions = new Suppressions(project, resolved.hasHadolintComments);
  const findings = [...resolved.findings, ...findSyntaxProblems(project), ...runner.findings];
  return removeDoubles(findings)
    .filter(
      (finding) =>
        !resolved.isIgnored(finding.at.file) &&
        !resolved.isIgnoredElsewhere(finding) &&
        !suppressions.covers(finding),
    )
    .map((finding) => fitFixes(finding, project))
    .toSorted(compareFindings);
}

function findSyntaxProblems(project: Project): readonly Finding[] {
  const { composeFiles, fileSets, dockerfiles, dotenvFiles, snapshot } = project;
  const problems = [
    ...composeFiles.flatMap((file) => file.problems),
    ...fileSets.flatMap((fileSet) => fileSet.problems),
    ...dockerfiles.flatMap(({ tree }) => tree.problems),
    ...[...dotenvFiles.values()].flatMap((file) => (file.isUsed ? file.problems : [])),
  ];
  return [
    ...problems.map(({ at, message }) => engineFinding('drydock/syntax', 'error', at, message)),
    ...[...(snapshot.largeFiles ?? [])].map((path) =>
      engineFinding(
        'drydock/syntax',
        'info',
        startOf(path),
        'This file is too large to be checked.',
      ),
    ),
  ];
}

/** Several file sets that share a file see the same mistake. */
function removeDoubles(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of findings) {
    const { file, start, end } = finding.at;
    const key = `${finding.rule}\0${file}\0${start}\0${end}\0${finding.message}`;
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareTexts(a.at.file, b.at.file) || a.at.start - b.at.start || compareTexts(a.rule, b.rule)
  );
}

/** By code units: the same order on every machine. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
