/** What one suite of a run counted. */
export interface SuiteResult {
  readonly suite: SuiteName | 'build';
  readonly passed: number;
  readonly failed: number;
  /** What made it fail beside its tests, one sentence each. */
  readonly complaints: readonly string[];
}

export const suiteNames = ['check', 'unit', 'integration', 'journeys'] as const;

export type SuiteName = (typeof suiteNames)[number];

/** The least number of passing tests of each suite, kept in `test/floor.json`. */
export type Floor = Readonly<Partial<Record<SuiteName, number>>>;

/** A suite that ran nothing, or fewer than once before, has lost tests: that is a failure of its own. */
export function applyFloor(result: SuiteResult, floor: Floor): SuiteResult {
  const least = Math.max(1, (result.suite === 'build' ? 1 : floor[result.suite]) ?? 1);
  const ran = result.passed + result.failed;
  if (ran >= least) return result;
  const complaint =
    ran === 0
      ? `The suite ${result.suite} ran no test.`
      : `The suite ${result.suite} ran ${ran} tests, and test/floor.json says at least ${least}.`;
  return { ...result, failed: result.failed + 1, complaints: [...result.complaints, complaint] };
}

/** The lines that end a run; the last one is for machines. */
export function formatSummary(results: readonly SuiteResult[]): string {
  const lines = results.flatMap(({ suite, passed, failed, complaints }) => [
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${suite.padEnd(12)} ${passed} passed, ${failed} failed`,
    ...complaints.map((complaint) => `       ${complaint}`),
  ]);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return ['', ...lines, '', `${passed} passed, ${failed} failed`].join('\n');
}
