import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureCached } from '../../../src/build/services/cache.ts';

describe('the cache of slow installs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'drydock-cache-test-'));
    vi.stubEnv('DRYDOCK_CACHE', folder);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await rm(folder, { recursive: true, force: true });
  });

  test('makes an item once, also when two want it at the same time', async () => {
    let made = 0;
    const install = async (target: { readonly folder: string }): Promise<void> => {
      made += 1;
      await writeFile(path.join(target.folder, 'file'), 'content');
    };
    const [first, second] = await Promise.all([
      ensureCached('item', install),
      ensureCached('item', install),
    ]);
    await ensureCached('item', install);
    expect(first).toBe(second);
    expect(made).toBe(1);
    expect(await readFile(path.join(first, 'file'), 'utf8')).toBe('content');
    expect(await readdir(folder)).toEqual(['item']);
  });

  test('makes an item anew after an install that failed half-way', async () => {
    const broken = ensureCached('item', async (target) => {
      await writeFile(path.join(target.folder, 'half'), '');
      throw new Error('the network went away');
    });
    await expect(broken).rejects.toThrow('the network went away');
    const item = await ensureCached('item', (target) =>
      writeFile(path.join(target.folder, 'whole'), ''),
    );
    expect(await readdir(item)).toEqual(['whole']);
  });

  test('takes over a lock whose process is gone', async () => {
    // No process has this id: it is above what Linux and macOS give out.
    await writeFile(path.join(folder, 'item.lock'), '99999999');
    const item = await ensureCached('item', () => Promise.resolve());
    expect(item).toBe(path.join(folder, 'item'));
  });
});
