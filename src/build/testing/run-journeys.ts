import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleJourneys } from '../journeys.ts';
import type { Journeys } from '../journeys.ts';
import { createPackage } from '../package.ts';
import { repositoryRoot } from '../repository.ts';
import { copySampleProject } from '../services/sample-project.ts';
import { runInVscode } from '../services/vscode-host.ts';
import type { HostKind } from '../services/vscode-host.ts';
import { journeyVariants } from './journey-variants.data.ts';
import type { JourneyVariant } from './journey-variants.data.ts';
import type { SuiteResult } from './suite-result.ts';

export interface RunJourneysOptions {
  readonly host: HostKind;
  /** Only journeys whose names hold one of these; all without any. */
  readonly patterns: readonly string[];
  /** The engine and the MLflow server of the run. */
  readonly env: Readonly<Record<string, string>>;
}

interface Group {
  readonly variant: JourneyVariant;
  readonly names: readonly string[];
}

/** Runs the journeys, one window for each variant, and adds up what the windows counted. */
export async function runJourneys({
  host,
  patterns,
  env,
}: RunJourneysOptions): Promise<SuiteResult> {
  const journeys = await bundleJourneys();
  const wanted = journeys.names.filter(
    (name) => patterns.length === 0 || patterns.some((pattern) => name.includes(pattern)),
  );
  const { groups, complaints } = toGroups(wanted);
  let passed = 0;
  let failed = complaints.length;
  const reasons = [...complaints];
  const times: Record<string, number> = {};
  for (const group of groups) {
    console.log(`\n  Journeys in VS Code: ${group.variant.name}`);
    const result = await runGroup(group, journeys, { host, patterns, env }).catch(
      (error: unknown) => ({ passed: 0, failed: 1, complaints: [String(error)], times: {} }),
    );
    Object.assign(times, result.times);
    passed += result.passed;
    failed += result.failed;
    reasons.push(...result.complaints);
  }
  // `npm run bench` prints them.
  await writeFile(path.join(repositoryRoot, 'out/journey-times.json'), JSON.stringify(times));
  return { suite: 'journeys', passed, failed, complaints: reasons };
}

interface GroupResult extends Omit<SuiteResult, 'suite'> {
  readonly times: Readonly<Record<string, number>>;
}

function toGroups(names: readonly string[]): {
  readonly groups: readonly Group[];
  readonly complaints: readonly string[];
} {
  const variantOf = (name: string): string => /\.([^.]+)\.journey$/.exec(name)?.[1] ?? 'usual';
  const known = new Set(journeyVariants.map(({ name }) => name));
  return {
    groups: journeyVariants
      .map((variant) => ({
        variant,
        names: names.filter((name) => variantOf(name) === variant.name),
      }))
      .filter(({ names: found }) => found.length > 0),
    complaints: names
      .filter((name) => !known.has(variantOf(name)))
      .map((name) => `${name}.ts names a variant that journey-variants.data.ts does not know.`),
  };
}

async function runGroup(
  { variant, names }: Group,
  journeys: Journeys,
  { host, env }: RunJourneysOptions,
): Promise<GroupResult> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'drydock-journeys-'));
  const results = path.join(temporary, 'results.json');
  const sample = await copySampleProject();
  try {
    const vsix = variant.usesVsix ? { vsix: await createPackage() } : {};
    const allPassed = await runInVscode({
      host,
      journeys,
      ...vsix,
      ...(await toFolder(variant, temporary, sample.folder)),
      asksForTrust: variant.asksForTrust,
      screenshotFolder: path.join(repositoryRoot, 'out/screenshots', variant.name),
      env: {
        ...env,
        ...variant.env,
        DRYDOCK_RESULTS: results,
        DRYDOCK_JOURNEYS: JSON.stringify(
          names.map((name) => path.join(journeys.folder, `${name}.js`)),
        ),
      },
    });
    const counted = await readCounts(results);
    if (allPassed || counted.failed > 0) return { ...counted, complaints: [] };
    const complaint = `The window of the journeys "${variant.name}" ended before its journeys did.`;
    return { ...counted, failed: 1, complaints: [complaint] };
  } finally {
    await sample.remove();
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function toFolder(
  { opens }: JourneyVariant,
  temporary: string,
  sample: string,
): Promise<{ readonly folder?: string }> {
  if (opens === 'nothing') return {};
  if (opens === 'sample') return { folder: sample };
  if (opens === 'around-sample') return { folder: path.dirname(sample) };
  const folder = path.join(temporary, 'empty');
  await mkdir(folder);
  return { folder };
}

async function readCounts(file: string): Promise<Omit<GroupResult, 'complaints'>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined
    ? { passed: 0, failed: 0, times: {} }
    : (JSON.parse(text) as Omit<GroupResult, 'complaints'>);
}
