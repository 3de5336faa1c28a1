import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSnapshot, loadSnapshotSync } from '../../../src/adapters/node/project-files.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';

let root = '';
const never = new AbortController().signal;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'drydock-files-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(path: string, content: string | Uint8Array = ''): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

describe.each([
  ['loadSnapshot', loadSnapshot],
  [
    'loadSnapshotSync',
    async (...args: Parameters<typeof loadSnapshotSync>) => loadSnapshotSync(...args),
  ],
])('%s', (_, load) => {
  it('lists all files and reads those that the model needs', async () => {
    await write('compose.yaml', 'services: {a: {build: {context: ., dockerfile: img}}}\n');
    await write('img', 'FROM a\n');
    await write('data/x.csv', '1');
    const { files, isPartial } = await load(root, never);
    expect([...files]).toEqual([
      ['compose.yaml', 'services: {a: {build: {context: ., dockerfile: img}}}\n'],
      ['img', 'FROM a\n'],
      ['data/x.csv', undefined],
    ]);
    expect(isPartial).toBe(false);
  });

  it('names folders that it does not look into', async () => {
    await write('.git/config');
    await write('web/node_modules/x/compose.yaml', 'services: {}\n');
    await mkdir(join(root, 'empty'));
    const { files, opaqueFolders } = await load(root, never);
    expect([...files.keys()]).toEqual([]);
    expect([...(opaqueFolders ?? [])].sort()).toEqual(['.git', 'empty', 'web/node_modules']);
  });

  it('takes unsaved texts for those of the disk', async () => {
    await write('compose.yaml', 'services: {}\n');
    await write('b.yml', 'services: {b: {image: x}}\n');
    const overlays = new Map([['compose.yaml', 'include: [b.yml]\n']]);
    const snapshot = await load(root, never, { overlays });
    expect(buildProject(snapshot).fileSets[0]?.services.map(({ name }) => name)).toEqual(['b']);
  });

  it('reads no file outside of the root, whatever leads there', async () => {
    await write('project/compose.yaml', 'services: {}\n');
    await write('outside.yaml', 'services: { secret: { image: x } }\n');
    await symlink('../outside.yaml', join(root, 'project/docker-compose.yml'));
    const { files } = await load(join(root, 'project'), never);
    expect(files.get('compose.yaml')).toBe('services: {}\n');
    expect(files.get('docker-compose.yml')).toBeUndefined();
  });

  it('does not wait for pipes and sockets, nor run round in links', async () => {
    execFileSync('mkfifo', [join(root, 'Dockerfile')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'compose.yml'), resolve));
    try {
      await mkdir(join(root, 'compose.yaml'));
      await symlink('.', join(root, 'loop'));
      await symlink('self.dockerfile', join(root, 'self.dockerfile'));
      await write('real/.env', 'A=1\n');
      await symlink('real/.env', join(root, '.env'));
      const { files, opaqueFolders } = await load(root, never);
      expect(Object.fromEntries(files)).toEqual({
        Dockerfile: undefined,
        'compose.yml': undefined,
        'self.dockerfile': undefined,
        'real/.env': 'A=1\n',
        '.env': 'A=1\n',
      });
      expect([...(opaqueFolders ?? [])].sort()).toEqual(['compose.yaml', 'loop']);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('names Dockerfiles and the like that are too large instead of reading them', async () => {
    await write('Dockerfile', `# ${'x'.repeat(1_000_000)}\n`);
    await write('a.py', `# ${'x'.repeat(200_000)}\n`);
    const { files, largeFiles } = await load(root, never);
    expect([...(largeFiles ?? [])]).toEqual(['Dockerfile']);
    expect([files.get('Dockerfile'), files.get('a.py')]).toEqual([undefined, undefined]);
  });

  it('reads UTF-16 with a byte order mark, and bytes that are no UTF-8', async () => {
    await write('compose.yaml', Buffer.from('\uFEFFname: ä\n', 'utf16le'));
    await write('a/compose.yaml', Buffer.from('\uFEFFname: ä\n', 'utf16le').swap16());
    await write('Dockerfile', Buffer.from([0x46, 0xe4, 0x0a]));
    const { files } = await load(root, never);
    expect(Object.fromEntries(files)).toEqual({
      'compose.yaml': '\uFEFFname: ä\n',
      'a/compose.yaml': '\uFEFFname: ä\n',
      Dockerfile: 'F\uFFFD\n',
    });
  });

  it('goes on past what it may not read', async () => {
    await write('secret/Dockerfile', 'FROM a\n');
    await write('Dockerfile', 'FROM b\n');
    await chmod(join(root, 'secret'), 0);
    const { files } = await load(root, never);
    await chmod(join(root, 'secret'), 0o700);
    expect(files.get('Dockerfile')).toBe('FROM b\n');
  });

  it('says that it is partial where there is too much', async () => {
    await write('compose.yaml', 'services: {}\n');
    for (const path of ['a/1', 'a/2', 'a/b/3', 'c/4']) await write(path);
    const { files, isPartial } = await load(root, never, { maxEntries: 5 });
    expect(isPartial).toBe(true);
    expect([...files.keys()]).toEqual(['compose.yaml', 'a/1', 'a/2']);
    expect(files.get('compose.yaml')).toBe('services: {}\n');
    expect((await load(root, never, { maxEntries: 8 })).isPartial).toBe(false);
  });

  it('fails for a root that is not there', async () => {
    await expect(load(join(root, 'none'), never)).rejects.toThrow(/ENOENT/);
  });

  it('stops when it is told to', async () => {
    await write('compose.yaml', 'services: {}\n');
    await expect(load(root, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
