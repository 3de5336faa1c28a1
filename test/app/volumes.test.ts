import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../src/app/engine-state.ts';
import { objectLabels } from '../../src/app/object-labels.ts';
import { takeSnapshot } from '../../src/app/take-snapshot.ts';
import { listVolumeFiles, readVolumeFile } from '../../src/app/volume-files.ts';
import { volumeFileRows } from '../../src/app/volume-file-rows.ts';
import { volumesTree } from '../../src/app/volumes-tree.ts';
import { contractPrograms, toCommand } from '../contract/contract-programs.data.ts';
import { declared } from '../support/declared.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { allNodes, outline } from '../support/outline.ts';

const signal = AbortSignal.timeout(10_000);

async function engineWithVolume(): Promise<FakeEngine> {
  const engine = new FakeEngine();
  engine.addImage('app:1');
  const mounts = [
    { kind: 'volume', source: 'nba_data', target: '/data', readOnly: false },
  ] as const;
  const command = toCommand(contractPrograms.writesToVolume);
  const spec = { image: 'app:1', name: 'writer', labels: {}, command, mounts };
  await engine.start(await engine.createContainer(spec, signal), signal);
  engine.volumes.get('nba_data')?.files.set('/models/1/model.pkl', new Uint8Array(2_500));
  return engine;
}

async function stateOf(engine: FakeEngine): Promise<EngineState> {
  return { kind: 'connected', epoch: 1, engine, snapshot: await takeSnapshot(engine, signal) };
}

const project = declared(['train'], {
  volumes: [
    {
      key: 'data',
      name: 'nba_data',
      external: false,
      users: [{ service: 'train', target: '/data' }],
    },
    { key: 'cache', name: 'nba_cache', external: false, users: [] },
    { key: 'shared', name: 'shared', external: true, users: [] },
  ],
});

function tree(engine: EngineState, trusted = true): ReturnType<typeof volumesTree> {
  return volumesTree({ projects: [project], engine, trusted, session: 's', now: () => 0 });
}

describe('the tree of volumes', () => {
  it('shows those of the project first, with who mounts them, then the others', async () => {
    const engine = await engineWithVolume();
    engine.volumes.set('alone', { created: 1, files: new Map() });
    const nodes = tree(await stateOf(engine));
    expect(nodes.map(({ label, detail }) => `${label} | ${detail ?? ''}`)).toEqual([
      'nba_data | used by writer (stopped)',
      'cache | not created',
      'shared | external, missing',
      'alone | not used',
    ]);
  });

  it('says nothing in words of its own where another language is spoken', async () => {
    const engine = await engineWithVolume();
    engine.volumes.set('alone', { created: 1, files: new Map() });
    const nodes = volumesTree({
      projects: [project],
      engine: await stateOf(engine),
      trusted: true,
      session: 's',
      now: () => 0,
      localize: (_message, ...values) => ['~', ...values].join(''),
    });
    expect(nodes.map(({ label, detail }) => `${label} | ${detail ?? ''}`)).toEqual([
      'nba_data | ~writer',
      'cache | ~',
      'shared | ~',
      'alone | ~',
    ]);
    const [first, second] = nodes.map(({ tooltip = '' }) => tooltip.split('\n'));
    expect(first?.slice(1).every((line) => line.startsWith('~'))).toBe(true);
    expect(second).toEqual(['nba_cache', '~nba']);
    expect(nodes.flatMap(({ spoken }) => spoken ?? [])).toEqual(['~', '~']);
    const notices = volumeFileRows('alone', { files: [], isCut: true }, () => '~');
    expect(notices.map(({ label }) => label)).toEqual(['~', '~']);
  });

  it('browses a volume through the container that mounts it, in any state', async () => {
    const engine = await engineWithVolume();
    engine.calls.length = 0;
    const [first] = tree(await stateOf(engine));
    expect(await outline((await first?.children?.(signal)) ?? [])).toBe('kept | 5 B\n');
    expect(engine.calls).not.toContain('createContainer');
  });

  it('browses a volume that nobody mounts through a container that is gone at once', async () => {
    const engine = await engineWithVolume();
    await engine.removeContainer('writer', { force: true, volumes: true }, signal);
    engine.calls.length = 0;
    const [first] = tree(await stateOf(engine));
    expect(await outline((await first?.children?.(signal)) ?? [])).toBe(
      'models\n  1\n    model.pkl | 2.5 kB\nkept | 5 B\n',
    );
    expect(engine.calls).not.toContain('start');
    expect(engine.containers.size).toBe(0);
  });

  it('says in a row why a volume cannot be browsed, and leaves nothing', async () => {
    const engine = await engineWithVolume();
    await engine.removeContainer('writer', { force: true, volumes: true }, signal);
    const [first] = tree(await stateOf(engine));
    engine.failOn('readArchive', 'deadline');
    expect(await first?.children?.(signal)).toMatchObject([{ kind: 'notice' }]);
    expect(engine.containers.size).toBe(0);
    engine.images.clear();
    expect(await outline((await first?.children?.(signal)) ?? [])).toContain(
      'no image to look through',
    );
  });

  it('labels the container that it looks through, and hides it', async () => {
    const engine = await engineWithVolume();
    await engine.removeContainer('writer', { force: true, volumes: true }, signal);
    const labels = { [objectLabels.role]: 'helper', [objectLabels.session]: 's' };
    const create = engine.createContainer.bind(engine);
    engine.createContainer = (spec, within) => {
      expect(spec.labels).toMatchObject(labels);
      expect(spec.mounts).toMatchObject([{ readOnly: true }]);
      return create(spec, within);
    };
    const [first] = tree(await stateOf(engine));
    await first?.children?.(signal);
    expect.assertions(2);
  });

  it('shows what is declared without an engine, and asks for trust where there is none', async () => {
    expect(await outline(tree({ kind: 'idle', epoch: 0 }))).toBe(
      'data | train\ncache | \nshared | \n',
    );
    const nodes = tree(await stateOf(await engineWithVolume()), false);
    expect(nodes[0]).toMatchObject({ kind: 'notice', context: ['notice', 'untrusted'] });
    expect((await allNodes(nodes.slice(1))).length).toBe(3);
  });
});

describe('files of a volume', () => {
  const access = (engine: FakeEngine): Parameters<typeof listVolumeFiles>[0] => ({
    engine,
    volume: 'nba_data',
    helperLabels: {},
  });

  it('are read up to a limit', async () => {
    const engine = await engineWithVolume();
    const bytes = await readVolumeFile(access(engine), 'kept', 100, signal);
    expect(new TextDecoder().decode(bytes)).toBe('kept\n');
    const tooLong = readVolumeFile(access(engine), 'kept', 4, signal);
    await expect(tooLong).rejects.toMatchObject({ failure: 'invalid', message: /larger than 4/ });
    await expect(readVolumeFile(access(engine), 'none', 4, signal)).rejects.toMatchObject({
      failure: 'not-found',
    });
  });

  it('are never looked for outside of the volume', async () => {
    const engine = await engineWithVolume();
    const paths: string[] = [];
    const read = engine.readArchive.bind(engine);
    engine.readArchive = (id, path, within) => {
      paths.push(path);
      return read(id, path, within);
    };
    await readVolumeFile(access(engine), '../../etc/passwd', 100, signal).catch(() => undefined);
    expect(paths.every((path) => !path.includes('..'))).toBe(true);
    expect(paths[0]).toBe('/data/etc/passwd');
  });

  it('are listed below one folder with their whole path', async () => {
    const engine = await engineWithVolume();
    await engine.removeContainer('writer', { force: true, volumes: true }, signal);
    const listing = await listVolumeFiles(access(engine), 'models/1', signal);
    expect(listing.files.map(({ path }) => path)).toEqual(['models/1/model.pkl']);
  });
});
