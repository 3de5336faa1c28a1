import { describe, expect, it } from 'vitest';
import { createSessionName, isSessionAlive, isSessionDead } from '../../src/app/session-name.ts';

const day = 24 * 60 * 60 * 1000;
const created = new Date(0).toISOString();

function observe(running: readonly number[], now = 0) {
  return { host: 'here', isRunning: (pid: number) => running.includes(pid), now: () => now };
}

function name(program: 'cli' | 'vscode', host = 'here'): string {
  return createSessionName({ program, host, pid: 42, unique: '0b5c-7' });
}

describe.each(['cli', 'vscode'] as const)('the name of a session of %s', (program) => {
  it('tells whether the process that made it still runs', () => {
    const session = name(program);
    expect(isSessionAlive({ session, created }, observe([42], 9 * day))).toBe(true);
    expect(isSessionAlive({ session, created }, observe([7]))).toBe(false);
    expect(isSessionDead(session, observe([42]))).toBe(false);
    expect(isSessionDead(session, observe([7]))).toBe(true);
  });

  it('leaves another machine a day, since its processes cannot be seen', () => {
    const session = name(program, 'there/strange');
    expect(isSessionAlive({ session, created }, observe([], day - 1))).toBe(true);
    expect(isSessionAlive({ session, created }, observe([42], day))).toBe(false);
    expect(isSessionAlive({ session, created: '' }, observe([], 9 * day))).toBe(true);
    expect(isSessionDead(session, observe([], 9 * day))).toBe(false);
  });
});

describe('a name of another form', () => {
  it('is of no session that lives, and of none that has certainly ended', () => {
    const session = '0b5c-of-something-else';
    expect(isSessionAlive({ session, created }, observe([42]))).toBe(false);
    expect(isSessionDead(session, observe([]))).toBe(false);
  });
});
