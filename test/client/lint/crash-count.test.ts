import { describe, expect, it } from 'vitest';
import { CrashCount } from '../../../src/client/lint/crash-count.ts';

const minute = 60_000;

describe('CrashCount', () => {
  it('starts a server again after a few crashes, but not for ever', () => {
    const crashes = new CrashCount();
    expect([0, 1, 2, 3].map((now) => crashes.mayRestart(now))).toEqual([true, true, true, false]);
  });

  it('forgets crashes of long ago', () => {
    const crashes = new CrashCount();
    const times = [0, 2, 4, 6, 8, 10].map((minutes) => minutes * minute);
    expect(times.every((now) => crashes.mayRestart(now))).toBe(true);
  });
});
