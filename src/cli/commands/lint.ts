import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../../core/base/finding.ts';
import { fixProject } from '../../core/engine/fix-project.ts';
import { lintProject } from '../../core/engine/lint-project.ts';
import { presetNames, type LintSettings } from '../../core/engine/lint-settings.ts';
import { buildProject } from '../../core/model/build-project.ts';
import { createProjectCache } from '../../core/model/project-cache.ts';
import { rules } from '../../core/rules/index.ts';
import type { CliCommand, CliContext } from '../command.ts';
import { formatGithub } from '../formatters/github.ts';
import { formatJson } from '../formatters/json.ts';
import { formatJunit } from '../formatters/junit.ts';
import { formatSarif } from '../formatters/sarif.ts';
import { formatStylish } from '../formatters/stylish.ts';
import type { LintReport, RootReport } from '../lint-report.ts';
import { findLintTargets, type LintTarget } from '../lint-targets.ts';
import { readProductVersion } from '../product-folder.ts';
import { readRulePage } from '../read-rule-page.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock lint`: 0 where no error and no warning too many was found, 1 with findings, 2 where it could not run. */
export const lintCommand: CliCommand = async (context, args) => {
  const request = readRequest(args);
  const roots: RootReport[] = [];
  for (const target of findLintTargets(context.cwd, request.paths)) {
    roots.push(await lintTarget(target, request, context));
    // Nothing else in the loop waits, and ^C is only heard in a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    context.signal.throwIfAborted();
  }
  const report: LintReport = { roots };
  context.out(formatReport(report, request.format, context));
  return judge(report, request.maxWarnings);
};

const formats = ['stylish', 'json', 'sarif', 'github', 'junit'] as const;
type Format = (typeof formats)[number];

interface LintRequest {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly settings: LintSettings;
  readonly maxWarnings: number | undefined;
  readonly isFixing: boolean;
}

function readRequest(args: readonly string[]): LintRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'stylish' },
      preset: { type: 'string' },
      'max-warnings': { type: 'string' },
      fix: { type: 'boolean', default: false },
    },
  });
  const warnings = values['max-warnings'];
  if (warnings !== undefined && !/^\d+$/.test(warnings)) {
    throw new UsageError('--max-warnings takes a number.');
  }
  return {
    paths: positionals,
    format: choose('--format', values.format, formats),
    settings:
      values.preset === undefined ? {} : { preset: choose('--preset', values.preset, presetNames) },
    maxWarnings: warnings === undefined ? undefined : Number(warnings),
    isFixing: values.fix,
  };
}

function choose<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${option} takes one of ${choices.join(', ')}.`);
  return found;
}

async function lintTarget(
  { root, folder, files }: LintTarget,
  { settings, isFixing }: LintRequest,
  context: CliContext,
): Promise<RootReport> {
  const isShown = (path: string): boolean => files?.has(path) ?? true;
  const cache = createProjectCache();
  const snapshot = await context.loadSnapshot(folder, { cache });
  if (!isFixing) {
    const findings = lintProject(buildProject(snapshot, cache), settings);
    return { root, findings: selectShown(findings, isShown), texts: snapshot.files };
  }
  const fixed = fixProject(snapshot, settings, isShown);
  const changes = [...fixed.changed].map(([path, text]) => ({
    path: join(folder, path),
    text,
    expected: snapshot.files.get(path),
  }));
  await context.fileWriter.writeAll(changes, context.signal);
  const left = fixed.findings.filter(
    ({ at, fixes }) => isShown(at.file) && fixes.some(({ kind }) => kind === 'safe'),
  );
  for (const file of new Set(left.map(({ at }) => at.file))) {
    if (snapshot.foreignFiles?.has(file) !== true) continue;
    context.err(`${join(root, file)} is not UTF-8, so --fix leaves it as it is.`);
  }
  return { root, findings: selectShown(fixed.findings, isShown), texts: fixed.snapshot.files };
}

function selectShown(
  findings: readonly Finding[],
  isShown: (path: string) => boolean,
): readonly Finding[] {
  return findings.filter(({ at }) => isShown(at.file));
}

function formatReport(report: LintReport, format: Format, context: CliContext): string {
  switch (format) {
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, { version: readProductVersion(), rules, readPage: readRulePage });
    case 'github':
      return formatGithub(report);
    case 'junit':
      return formatJunit(report);
    case 'stylish': {
      const noColor = context.env['NO_COLOR'];
      const isPlain = noColor !== undefined && noColor !== '';
      return formatStylish(report, !isPlain && context.terminalSize() !== undefined);
    }
  }
}

function judge({ roots }: LintReport, maxWarnings: number | undefined): number {
  const all = roots.flatMap(({ findings }) => findings);
  if (all.some(({ severity }) => severity === 'error')) return 1;
  const warnings = all.filter(({ severity }) => severity === 'warning').length;
  return maxWarnings !== undefined && warnings > maxWarnings ? 1 : 0;
}
