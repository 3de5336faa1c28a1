import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './repository.ts';
import { MissingPieceError } from './services/missing-piece.ts';
import { runAttached } from './testing/run-attached.ts';
import { runJourneys } from './testing/run-journeys.ts';
import { startRunServices } from './testing/run-services.ts';
import type { RunServices } from './testing/run-services.ts';
import { runVitest } from './testing/run-vitest.ts';
import { applyFloor, formatSummary, suiteNames } from './testing/suite-result.ts';
import type { Floor, SuiteName, SuiteResult } from './testing/suite-result.ts';

// `npm test [-- --suite NAME … [PATTERN …]]`: builds, runs the suites against real parts, and ends with `N passed, N failed`.

const floorFile = path.join(repositoryRoot, 'test/floor.json');

// Ctrl+C reaches the running suite by itself; the run then stops what it started and begins nothing more.
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => interruption.abort());
}

const { values: flags, positionals: patterns } = parseArgs({
  allowPositionals: true,
  options: {
    suite: { type: 'string', multiple: true },
    desktop: { type: 'boolean', default: false },
    web: { type: 'boolean', default: false },
    'raise-floor': { type: 'boolean', default: false },
  },
});

function chooseSuites(): readonly SuiteName[] {
  const asked = flags.suite ?? suiteNames;
  const unknown = asked.find((name) => !suiteNames.some((suite) => suite === name));
  if (unknown !== undefined) {
    throw new Error(`There is no suite "${unknown}"; there are ${suiteNames.join(', ')}.`);
  }
  return suiteNames.filter((name) => asked.includes(name));
}

async function runCheck(): Promise<SuiteResult> {
  // The unit tests are a suite of this run already.
  const exitCode = await runAttached(process.execPath, ['src/build/check.ts', '--no-unit']);
  const complaints = exitCode === 0 ? [] : ['`npm run check` failed.'];
  const failed = exitCode === 0 ? 0 : 1;
  return { suite: 'check', passed: 1 - failed, failed, complaints };
}

/** The suites that need real parts share one engine and one MLflow server. */
async function runWithServices(suites: readonly SuiteName[]): Promise<readonly SuiteResult[]> {
  const host = flags.desktop ? 'desktop' : 'web';
  let services: RunServices;
  try {
    services = await startRunServices(suites.includes('journeys') ? host : undefined);
  } catch (error) {
    const complaints = describe(error);
    return suites.map((suite) => ({ suite, passed: 0, failed: 1, complaints }));
  }
  try {
    const results: SuiteResult[] = [];
    for (const suite of suites) {
      if (interruption.signal.aborted) break;
      console.log(`\n── ${suite}`);
      results.push(
        suite === 'integration'
          ? await runVitest(suite, patterns, { ...process.env, ...services.env })
          : await runJourneys({ host, patterns, env: services.env }).catch((error: unknown) =>
              toBroken(suite, error),
            ),
      );
    }
    return results;
  } finally {
    await services.stop();
  }
}

function toBroken(suite: SuiteName, error: unknown): SuiteResult {
  return { suite, passed: 0, failed: 1, complaints: describe(error) };
}

/** A missing piece is one sentence for a person; anything else shows where it comes from. */
function describe(error: unknown): readonly string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(describe);
  if (error instanceof MissingPieceError) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

async function readFloor(): Promise<Floor> {
  // A narrowed run says nothing about how many tests there are.
  if (patterns.length > 0) return {};
  return JSON.parse(await readFile(floorFile, 'utf8')) as Floor;
}

async function main(): Promise<number> {
  const suites = chooseSuites();
  const results: SuiteResult[] = [];
  console.log('── build');
  if ((await runAttached(process.execPath, ['src/build/bundle.ts'])) !== 0) {
    results.push({ suite: 'build', passed: 0, failed: 1, complaints: ['The build failed.'] });
  }
  if (suites.includes('check')) {
    console.log('\n── check');
    results.push(await runCheck());
  }
  if (suites.includes('unit') && !interruption.signal.aborted) {
    console.log('\n── unit');
    results.push(await runVitest('unit', patterns, process.env));
  }
  const real = suites.filter((suite) => suite === 'integration' || suite === 'journeys');
  if (real.length > 0 && !interruption.signal.aborted) {
    results.push(...(await runWithServices(real)));
  }
  if (interruption.signal.aborted) {
    console.error('The run was interrupted.');
    return 130;
  }
  const floor = await readFloor();
  const judged = results.map((result) => applyFloor(result, floor));
  const failed = judged.some((result) => result.failed > 0);
  if (flags['raise-floor'] && !failed) {
    const counts = Object.fromEntries(judged.map(({ suite, passed }) => [suite, passed]));
    await writeFile(floorFile, `${JSON.stringify({ ...floor, ...counts }, undefined, 2)}\n`);
  }
  console.log(formatSummary(judged));
  return failed ? 1 : 0;
}

process.exitCode = await main();
