import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { toFlags } from '../services/to-flags.ts';
import { runAttached } from './run-attached.ts';
import type { SuiteResult } from './suite-result.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** Runs one vitest project; a skipped test counts as a failed one. */
export async function runVitest(
  suite: 'unit' | 'integration',
  patterns: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<SuiteResult> {
  const file = path.join(repositoryRoot, `out/test-results/${suite}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const exitCode = await runAttached(
    process.execPath,
    [
      path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...toFlags({ project: suite, 'outputFile.json': file }),
      '--reporter=default',
      '--reporter=json',
      ...patterns,
    ],
    env,
  );
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return {
      suite,
      passed: 0,
      failed: 1,
      complaints: [`vitest ended with ${exitCode} and no report.`],
    };
  }
  const report = JSON.parse(text) as VitestReport;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + skipped;
  const complaints = skipped === 0 ? [] : [`${skipped} tests of ${suite} were skipped.`];
  if (exitCode === 0 || failed > 0)
    return { suite, passed: report.numPassedTests, failed, complaints };
  // A file that cannot be loaded, or an error outside of any test.
  const complaint = `vitest ended with ${exitCode} although no test failed.`;
  return { suite, passed: report.numPassedTests, failed: 1, complaints: [complaint] };
}
