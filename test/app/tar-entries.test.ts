import * as fc from 'fast-check';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { readTarEntries, TarError } from '../../src/app/tar-entries.ts';
import type { TarEntry } from '../../src/app/tar-entries.ts';
import { writeTar } from '../../src/app/write-tar.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(bytes: Uint8Array, size = 1000, bodySize = 0): Promise<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  for await (const entry of readTarEntries(inPieces(bytes, size), { bodySize }))
    entries.push(entry);
  return entries;
}

async function packed(fill: (tar: ReturnType<typeof pack>) => void): Promise<Uint8Array> {
  const tar = pack();
  fill(tar);
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

describe('reading a tar', () => {
  it('tells what another program has packed', async () => {
    const mtime = new Date(1_700_000_000_000);
    const long = `${'deep/'.repeat(60)}größe.txt`;
    const bytes = await packed((tar) => {
      tar.entry({ name: 'data/', type: 'directory', mode: 0o750, mtime });
      tar.entry({ name: 'data/a.txt', mode: 0o640, mtime }, 'hello');
      tar.entry({ name: 'data/link', type: 'symlink', linkname: '../etc/passwd', mtime });
      tar.entry({ name: long, mtime }, 'x'.repeat(700));
    });
    for (const size of [1, 511, 512, 513, 100_000]) {
      const entries = await collect(bytes, size, 100);
      expect(entries).toMatchObject([
        { path: 'data', type: 'directory', size: 0, permissions: 0o750, modified: mtime.getTime() },
        { path: 'data/a.txt', type: 'file', size: 5, permissions: 0o640 },
        { path: 'data/link', type: 'link', linkTarget: '../etc/passwd' },
        { path: long, type: 'file', size: 700 },
      ]);
      expect(entries.map(({ body }) => body && Buffer.from(body).toString())).toEqual([
        undefined,
        'hello',
        undefined,
        undefined,
      ]);
    }
  });

  it('gives back what we packed, whatever its bytes', async () => {
    const files = fc.uniqueArray(
      fc.record({
        path: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}$/),
        permissions: fc.integer({ min: 0, max: 0o777 }),
        bytes: fc.uint8Array({ maxLength: 1_500 }),
      }),
      { selector: ({ path }) => path, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 2_000 }), async (list, size) => {
        const entries = await collect(writeTar(list), size, 2_000);
        const seen = entries.map(({ path, permissions, body }) => ({
          path,
          permissions,
          bytes: body,
        }));
        expect(seen.map((item) => ({ ...item, bytes: [...(item.bytes ?? [])] }))).toEqual(
          list.map((item) => ({ ...item, bytes: [...item.bytes] })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('ends or fails as it should for any bytes, and never hangs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        async (bytes, size) => {
          await collect(bytes, size, 1_000).catch((error: unknown) =>
            expect(error).toBeInstanceOf(TarError),
          );
        },
      ),
    );
  });

  it('survives any single damaged byte of a good archive', async () => {
    const good = writeTar([{ path: 'a', permissions: 0o644, bytes: Buffer.from('body') }]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_023 }), fc.nat({ max: 255 }), async (at, value) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = value;
        await collect(bytes, 100, 1_000).catch((error: unknown) =>
          expect(error).toBeInstanceOf(TarError),
        );
      }),
    );
  });

  it('does not believe a header that claims 8 GiB, and fails where a file is cut', async () => {
    const bytes = writeTar([{ path: 'a', permissions: 0o644, bytes: Buffer.from('body') }]);
    const huge = Uint8Array.from(bytes);
    huge.set(Buffer.from('77777777777'), 124);
    let sum = 0;
    for (const [index, byte] of huge.subarray(0, 512).entries())
      sum += index >= 148 && index < 156 ? 32 : byte;
    huge.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    expect(await collect(huge)).toMatchObject([{ path: 'a', size: 0o77777777777 }]);
    await expect(collect(bytes.subarray(0, 514), 100, 1_000)).rejects.toBeInstanceOf(TarError);
  });

  it('takes no content from links and devices that claim to have some', async () => {
    const bytes = await packed((tar) => {
      tar.entry({ name: 'pipe', type: 'fifo' });
      tar.entry({ name: 'after' }, 'x');
    });
    expect(await collect(bytes, 100, 10)).toMatchObject([
      { path: 'pipe', type: 'other', size: 0 },
      { path: 'after', type: 'file', size: 1 },
    ]);
  });

  it('stops reading its source when its reader stops', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield writeTar([{ path: 'a', permissions: 0o644, bytes: new Uint8Array(0) }]).subarray(
          0,
          512,
        );
        for (;;) yield new Uint8Array(512).fill(120);
      } finally {
        isClosed = true;
      }
    }
    for await (const entry of readTarEntries(endless(), { bodySize: 0 })) {
      expect(entry.path).toBe('a');
      break;
    }
    expect(isClosed).toBe(true);
  });
});
