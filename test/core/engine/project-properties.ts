import type { Finding, Fix } from '../../../src/core/base/finding.ts';
import type { Span } from '../../../src/core/base/span.ts';
import { applyEdits } from '../../../src/core/base/text-edits.ts';
import { fixProject } from '../../../src/core/engine/fix-project.ts';
import { lintProject } from '../../../src/core/engine/lint-project.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import type { ProjectCache } from '../../../src/core/model/project-cache.ts';
import { toSnapshot, type Files } from '../../support/lint-files.ts';

const settings = { preset: 'all' } as const;

/** Behind their fix Docker reads what it could not read before, so what is wrong there is seen only then. */
const uncovering: ReadonlySet<string> = new Set([
  'compose/require-known-dependency',
  'dockerfile/no-colon-in-env',
  'dockerfile/no-swallowed-instruction',
  'project/require-copy-source',
  'python/valid-install-command',
]);

/** Once the first of a row is mended, the next one is seen. */
const chained: ReadonlySet<string> = new Set(['dockerfile/no-swallowed-instruction']);

function lint(files: Files, cache?: ProjectCache): readonly Finding[] {
  return lintProject(buildProject(toSnapshot(files), cache), settings);
}

/** What is wrong with the findings of a project: a rule that failed, or a place outside of its file. */
export function* findBrokenFindings(files: Files): Generator<string> {
  for (const finding of lint(files)) {
    const { rule, at, related, message, fixes } = finding;
    if (rule === 'drydock/internal') yield `fails: ${message}`;
    const edits = fixes.flatMap((fix) => fix.edits());
    for (const place of [at, ...related.map((one) => one.at), ...edits.map((one) => one.at)]) {
      if (!isInside(place, files)) {
        yield `${rule}: ${place.file} ${place.start}–${place.end} is no place`;
      }
    }
  }
}

function isInside({ file, start, end }: Span, files: Files): boolean {
  const length = files[file]?.length;
  // A file that is not there, or whose text is not, has a start only.
  if (length === undefined) return start === 0 && end === 0;
  return 0 <= start && start <= end && end <= length;
}

/** What is wrong with the fixes of a project, each applied alone. */
export function* findBrokenFixes(files: Files): Generator<string> {
  const before = lint(files);
  for (const finding of before) {
    for (const fix of finding.fixes) yield* judgeFix(files, before, { finding, fix });
  }
}

function* judgeFix(
  files: Files,
  before: readonly Finding[],
  { finding, fix }: { readonly finding: Finding; readonly fix: Fix },
): Generator<string> {
  const name = `${finding.rule} (${fix.kind} "${fix.title}")`;
  const fixed = applyFix(files, fix);
  if (Object.entries(fixed).every(([file, text]) => files[file] === text)) {
    yield `${name}: changes nothing`;
    return;
  }
  const after = lint(fixed);
  const isSame = ({ rule, at, message }: Finding): boolean =>
    rule === finding.rule && at.file === finding.at.file && message === finding.message;
  const isOfRule = ({ rule, at }: Finding): boolean =>
    rule === finding.rule && at.file === finding.at.file;
  const isGone =
    after.filter(isSame).length < before.filter(isSame).length ||
    after.filter(isOfRule).length < before.filter(isOfRule).length;
  if (!isGone && !chained.has(finding.rule)) yield `${name}: the finding is still there`;
  if (uncovering.has(finding.rule) || finding.rule.includes('/no-unknown-')) return;
  const errors = new Set(before.filter(isError).map(({ rule }) => rule));
  for (const { rule, message } of after.filter(isError)) {
    if (!errors.has(rule)) yield `${name}: a new error, ${rule}: ${message}`;
  }
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function applyFix(files: Files, fix: Fix): Files {
  const byFile = Map.groupBy(fix.edits(), ({ at }) => at.file);
  const changed = [...byFile].map(([file, edits]) => [file, applyEdits(files[file] ?? '', edits)]);
  return { ...files, ...(Object.fromEntries(changed) as Files) };
}

/** What is wrong with fixing all that is safe: it does not come to an end. */
export function* findRestlessFixes(files: Files): Generator<string> {
  const once = fixProject(toSnapshot(files), settings);
  const twice = fixProject(once.snapshot, settings);
  const rules = new Set(
    once.findings
      .filter(({ fixes }) => fixes.some(({ kind }) => kind === 'safe'))
      .map(({ rule }) => rule),
  );
  for (const file of twice.changed.keys()) {
    yield `fixing twice changes ${file} again: ${[...rules].join(', ')}`;
  }
}

/** Whether linting with what an earlier lint remembered differs from linting anew. */
export function* findStaleFindings(
  states: readonly Files[],
  cache: ProjectCache,
): Generator<string> {
  for (const files of states) {
    const remembered = lint(files, cache).map(toPlain);
    const anew = lint(files).map(toPlain);
    if (JSON.stringify(remembered) !== JSON.stringify(anew)) {
      yield `remembered ${JSON.stringify(remembered)} and not ${JSON.stringify(anew)}`;
    }
  }
}

function toPlain({ fixes, ...finding }: Finding): object {
  return { ...finding, fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits() })) };
}
