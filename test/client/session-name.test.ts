import { describe, expect, it } from 'vitest';
import { createSessionName, isSessionAlive, isSessionDead } from '../../src/client/session-name.ts';

describe('the name of a session', () => {
  it('tells whether the process that made it still runs', () => {
    const session = createSessionName(42, 'abc');
    expect(isSessionAlive(session, (pid) => pid === 42)).toBe(true);
    expect(isSessionAlive(session, () => false)).toBe(false);
  });

  it('is certainly dead only where it tells of a process that has ended', () => {
    const session = createSessionName(42, 'abc');
    expect(isSessionDead(session, () => false)).toBe(true);
    expect(isSessionDead(session, (pid) => pid === 42)).toBe(false);
    expect(isSessionDead('0b5c-of-the-command-line', () => false)).toBe(false);
  });

  it('of something else counts as left over', () => {
    expect(isSessionAlive('cli-7', () => true)).toBe(false);
  });
});
