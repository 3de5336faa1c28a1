import { describe, expect, test } from 'vitest';
import { applyFloor, formatSummary } from '../../../src/build/testing/suite-result.ts';

const green = { suite: 'unit', passed: 12, failed: 0, complaints: [] } as const;

describe('the judgment on a suite', () => {
  test('leaves a suite alone that ran as many tests as before', () => {
    expect(applyFloor(green, { unit: 12 })).toEqual(green);
  });

  test('fails a suite that ran fewer tests than before', () => {
    const judged = applyFloor(green, { unit: 13 });
    expect(judged.failed).toBe(1);
    expect(judged.complaints).toEqual([
      'The suite unit ran 12 tests, and test/floor.json says at least 13.',
    ]);
  });

  test('fails a suite that ran nothing, whatever the floor says', () => {
    const judged = applyFloor({ ...green, passed: 0 }, {});
    expect(judged.failed).toBe(1);
    expect(judged.complaints).toEqual(['The suite unit ran no test.']);
  });
});

describe('the end of a run', () => {
  test('is one line with the sums of all suites', () => {
    const summary = formatSummary([
      green,
      { suite: 'journeys', passed: 3, failed: 2, complaints: ['A window ended early.'] },
    ]);
    expect(summary.split('\n').at(-1)).toBe('15 passed, 2 failed');
    expect(summary).toContain('A window ended early.');
  });
});
