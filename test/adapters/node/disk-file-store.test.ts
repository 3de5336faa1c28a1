import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskFileStore } from '../../../src/adapters/node/disk-file-store.ts';
import { DiskScratchFolders } from '../../../src/adapters/node/disk-scratch-folders.ts';

const { signal } = new AbortController();
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'drydock-disk-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('Files of this machine', () => {
  const files = new DiskFileStore();
  const at = (name: string) => path.join(root, name);

  it('are listed with what they are, links as links', async () => {
    await mkdir(at('folder'));
    await writeFile(at('file'), 'text');
    await symlink(at('folder'), at('link'));
    const entries = await files.list(root, signal);
    expect(entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'file', kind: 'file' },
      { name: 'folder', kind: 'folder' },
      { name: 'link', kind: 'link' },
    ]);
    expect(await files.findStatus(at('link'), signal)).toMatchObject({ kind: 'folder' });
    expect(await files.findStatus(at('file'), signal)).toMatchObject({ kind: 'file', size: 4 });
    expect(await files.findStatus(at('none'), signal)).toBeUndefined();
  });

  it('are read up to a limit', async () => {
    await writeFile(at('file'), 'text');
    expect(new TextDecoder().decode(await files.read(at('file'), 4, signal))).toBe('text');
    await expect(files.read(at('file'), 3, signal)).rejects.toMatchObject({ failure: 'too-large' });
  });

  it('say what stands in the way', async () => {
    await expect(files.read(at('none'), 9, signal)).rejects.toMatchObject({ failure: 'not-found' });
    await expect(files.read(root, 9, signal)).rejects.toMatchObject({ failure: 'not-a-file' });
    await expect(files.list(at('none'), signal)).rejects.toMatchObject({ failure: 'not-found' });
  });

  it('are no pipes that wait for a writer', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', at('pipe')]);
    await expect(files.read(at('pipe'), 9, signal)).rejects.toMatchObject({
      failure: 'not-a-file',
    });
  });

  it('are not read after an abort', async () => {
    const reason = new Error('enough');
    await expect(files.list(root, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('A scratch folder', () => {
  it('is private, takes files at any depth and goes without a trace', async () => {
    const folder = await new DiskScratchFolders(root).create(signal);
    await folder.write('a/b/c', new TextEncoder().encode('x'), signal);
    expect((await stat(folder.path)).mode & 0o077).toBe(0);
    expect(await readdir(folder.path, { recursive: true })).toEqual(['a', 'a/b', 'a/b/c']);
    await folder.remove();
    await folder.remove();
    expect(await readdir(root)).toEqual([]);
  });

  it.each(['../outside', '/../../outside', 'a/../../outside', ''])(
    'takes no file at %j',
    async (name) => {
      const folder = await new DiskScratchFolders(root).create(signal);
      await expect(folder.write(name, new Uint8Array(), signal)).rejects.toThrow('leads out');
    },
  );
});
