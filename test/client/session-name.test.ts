import { describe, expect, it } from 'vitest';
import { createSessionName, isSessionAlive } from '../../src/client/session-name.ts';

describe('the name of a session', () => {
  it('tells whether the process that made it still runs', () => {
    const session = createSessionName(42, 'abc');
    expect(isSessionAlive(session, (pid) => pid === 42)).toBe(true);
    expect(isSessionAlive(session, () => false)).toBe(false);
  });

  it('of something else counts as left over', () => {
    expect(isSessionAlive('cli-7', () => true)).toBe(false);
  });
});
