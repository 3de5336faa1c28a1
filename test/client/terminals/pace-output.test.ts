import { describe, expect, it } from 'vitest';
import { paceOutput } from '../../../src/client/terminals/pace-output.ts';
import type { OutputChunk } from '../../../src/ports/byte-session.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const { signal } = new AbortController();

async function* send(...chunks: readonly Uint8Array[]): AsyncGenerator<OutputChunk> {
  for (const bytes of chunks) yield { stream: 'stdout', bytes };
}

describe('paceOutput', () => {
  it('hands text over as it comes', async () => {
    const pieces: string[] = [];
    const bytes = new TextEncoder().encode('hello');
    for await (const piece of paceOutput(send(bytes), new ManualClock(), signal)) {
      pieces.push(piece);
    }
    expect(pieces).toEqual(['hello']);
  });

  it('joins a character that was cut between two chunks', async () => {
    const bytes = new TextEncoder().encode('é');
    let text = '';
    const chunks = send(bytes.subarray(0, 1), bytes.subarray(1));
    for await (const piece of paceOutput(chunks, new ManualClock(), signal)) text += piece;
    expect(text).toBe('é');
  });

  it('gives at most 64 kB in 16 ms, however much there is', async () => {
    const clock = new ManualClock();
    const flood = new Uint8Array(200 * 1024).fill(120);
    let length = 0;
    const reading = (async () => {
      for await (const piece of paceOutput(send(flood), clock, signal)) length += piece.length;
    })();
    await clock.pass(0);
    expect(length).toBe(64 * 1024);
    await clock.pass(15);
    expect(length).toBe(64 * 1024);
    await clock.pass(1);
    expect(length).toBe(128 * 1024);
    await clock.pass(16);
    await clock.pass(16);
    await reading;
    expect(length).toBe(200 * 1024);
  });

  it('stops waiting when the terminal is closed', async () => {
    const closing = new AbortController();
    const clock = new ManualClock();
    const flood = new Uint8Array(100 * 1024);
    const reading = (async () => {
      for await (const _ of paceOutput(send(flood), clock, closing.signal));
    })();
    await clock.pass(0);
    closing.abort();
    await expect(reading).rejects.toThrow();
  });
});
