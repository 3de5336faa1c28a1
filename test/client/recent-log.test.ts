import { expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { rememberLines } from '../../src/client/recent-log.ts';

it('remembers the last lines of a log and writes them all', () => {
  const written: string[] = [];
  const real = {
    name: 'Drydock',
    info: (message: string) => void written.push(message),
    debug: (message: string) => void written.push(message),
    error: (message: string, cause: string) => void written.push(`${message} ${cause}`),
  } as unknown as LogOutputChannel;
  const { channel, lines } = rememberLines(real);
  expect(channel.name).toBe('Drydock');
  channel.debug('a detail');
  channel.error('it failed', 'because');
  for (let at = 1; at < 100; at += 1) channel.info(`line ${at}`);
  expect(lines).toHaveLength(100);
  expect(lines[0]).toBe('[error] it failed because');
  channel.info('one more');
  expect(lines[0]).toBe('[info] line 1');
  expect(lines.at(-1)).toBe('[info] one more');
  expect(written).toHaveLength(102);
});
