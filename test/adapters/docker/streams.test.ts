import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demultiplex } from '../../../src/adapters/docker/demultiplex.ts';
import { readJsonLines } from '../../../src/adapters/docker/json-lines.ts';
import type { OutputChunk } from '../../../src/ports/byte-session.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function frame(stream: number, body: Uint8Array): Uint8Array {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

async function collect(
  chunks: AsyncIterable<OutputChunk>,
): Promise<{ stdout: string; stderr: string }> {
  const parts: Record<OutputChunk['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
  for await (const { stream, bytes } of chunks) parts[stream].push(bytes);
  return {
    stdout: Buffer.concat(parts.stdout).toString(),
    stderr: Buffer.concat(parts.stderr).toString(),
  };
}

describe('the two streams in one', () => {
  it('come apart wherever the network cuts them', async () => {
    const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(frames, fc.integer({ min: 1, max: 50 }), async (list, size) => {
        const bytes = Buffer.concat(list.map(([stream, body]) => frame(stream, body)));
        const wanted = (stream: number): string =>
          Buffer.concat(list.filter(([of]) => of === stream).map(([, body]) => body)).toString();
        const seen = await collect(demultiplex(inPieces(bytes, size)));
        expect(seen).toEqual({ stdout: wanted(1), stderr: wanted(2) });
      }),
    );
  });

  it('are plain output where no header begins', async () => {
    const text = Buffer.from('\u001b[1mplain terminal output\r\n');
    for (const size of [1, 3, 100]) {
      expect(await collect(demultiplex(inPieces(text, size)))).toEqual({
        stdout: text.toString(),
        stderr: '',
      });
    }
  });

  it('fail where the framing is lost or cut', async () => {
    const good = frame(1, Buffer.from('x'));
    const lost = Buffer.concat([good, Buffer.from('nonsense')]);
    await expect(collect(demultiplex(inPieces(lost, 4)))).rejects.toMatchObject({
      failure: 'protocol',
    });
    const cut = frame(2, Buffer.from('long')).subarray(0, 10);
    await expect(collect(demultiplex(inPieces(cut, 4)))).rejects.toMatchObject({
      failure: 'protocol',
    });
  });

  it('take time in proportion to their length, as one large frame and as many small ones', async () => {
    const large = frame(1, new Uint8Array(20_000_000));
    const small = Buffer.concat(Array.from({ length: 200_000 }, () => frame(1, Buffer.from('x'))));
    for (const bytes of [large, small]) {
      const began = performance.now();
      let length = 0;
      for await (const chunk of demultiplex(inPieces(bytes, 65_536))) length += chunk.bytes.length;
      expect(length).toBeGreaterThan(0);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  });

  it('keep no frame that claims to be huge', async () => {
    const header = Buffer.from([1, 0, 0, 0, 255, 255, 255, 255]);
    const first = await demultiplex(
      inPieces(Buffer.concat([header, Buffer.from('abc')]), 100),
    ).next();
    expect(first.value).toMatchObject({ stream: 'stdout', bytes: Buffer.from('abc') });
  });
});

describe('lines of JSON', () => {
  it('are whole wherever the network cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.integer({ min: 1, max: 30 }),
        async (values, size) => {
          const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
          const seen: unknown[] = [];
          for await (const value of readJsonLines(inPieces(bytes, size))) seen.push(value);
          expect(seen).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
    );
  });

  it('fail where one is none', async () => {
    const lines = readJsonLines(inPieces(Buffer.from('{"a":1}\nnot json\n'), 100));
    expect(await lines.next()).toMatchObject({ value: { a: 1 } });
    await expect(lines.next()).rejects.toMatchObject({ failure: 'protocol' });
  });
});
