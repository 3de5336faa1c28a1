import { expect, it } from 'vitest';
import { openShell } from '../../../src/client/commands/open-shell.ts';
import { openDesk } from '../command-desk.ts';

const { signal } = new AbortController();

it('a shell for which no terminal opens is ended, and the failure told', async () => {
  const desk = openDesk({
    answers: ['job-1', 'Reproduce'],
    context: { openTerminal: () => Promise.reject(new Error('no terminal')) },
  });
  const image = desk.engine.addImage('job:1', { '/bin/sh': '#!' });
  await desk.engine.createContainer({ image, name: 'job-1', labels: {} }, signal);
  await expect(openShell(desk.context, undefined)).rejects.toThrow('no terminal');
  expect(desk.engine.calls).toContain('commit');
  expect([...desk.engine.containers.values()].map(({ name }) => name)).toEqual(['job-1']);
  expect([...desk.engine.images.values()].flatMap(({ tags }) => tags)).toEqual(['job:1']);
  expect(desk.engine.calls.at(-1)).toBe('dispose');
});
