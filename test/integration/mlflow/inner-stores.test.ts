import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDockerEngine } from '../../../src/adapters/docker/open-docker-engine.ts';
import { DiskScratchFolders } from '../../../src/adapters/node/disk-scratch-folders.ts';
import { createStoreFetcher } from '../../../src/app/tracking/fetch-store.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { writeTar, type TarContent } from '../../../src/app/write-tar.ts';
import type { ContainerEngine } from '../../../src/ports/container-engine.ts';
import { openTestEngine, type TestEngine } from '../../support/engine.ts';
import { runRuns } from '../../support/runs-command.ts';
import { createTestOpener } from '../../support/tracking-opener.ts';

const sample = fileURLToPath(new URL('../../fixtures/projects/sample/mlflow.db', import.meta.url));
const { signal } = new AbortController();
const volume = `drydock-test-${randomUUID()}`;
const session = randomUUID();
const labels = { 'dev.drydock.role': 'test' };

describe('A store inside an engine', () => {
  let testEngine: TestEngine;
  let engine: ContainerEngine;
  let container: string;
  let scratch: string;

  beforeAll(async () => {
    testEngine = await openTestEngine();
    engine = await openDockerEngine({ env: testEngine.env }, signal);
    scratch = await mkdtemp(path.join(tmpdir(), 'drydock-inner-'));
    container = await engine.createContainer(
      {
        image: busyboxImage,
        command: ['true'],
        labels,
        mounts: [{ kind: 'volume', source: volume, target: '/data', readOnly: false }],
      },
      signal,
    );
    const database = await readFile(sample);
    const file = (name: string, bytes: Uint8Array): TarContent => ({
      path: name,
      bytes,
      permissions: 0o644,
    });
    const folder = (name: string): TarContent => ({ path: name, permissions: 0o755 });
    const text = (value: string) => new TextEncoder().encode(value);
    const meta = "experiment_id: '4'\nname: boats\nlifecycle_stage: active\n";
    await engine.writeArchive(
      container,
      '/data',
      writeTar([
        file('mlflow.db', database),
        ...['old', 'old/mlruns', 'old/mlruns/4', 'old/mlruns/4/tags'].map(folder),
        ...['old/mlruns/4/abc', 'old/mlruns/4/abc/artifacts'].map(folder),
        file('old/mlruns/4/meta.yaml', text(meta)),
        file('old/mlruns/4/tags/team', text('harbor')),
        file('old/mlruns/4/abc/artifacts/model.bin', text('never copied')),
      ]),
      signal,
    );
  });
  afterAll(async () => {
    await engine.removeContainer(container, { force: true, volumes: true }, signal).catch(() => 0);
    await engine.removeVolume(volume, signal);
    engine.dispose();
    await testEngine.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  const show = (place: string) => {
    const fetcher = createStoreFetcher({
      openEngine: (openSignal) => openDockerEngine({ env: testEngine.env }, openSignal),
      scratch: new DiskScratchFolders(scratch),
      session,
      now: () => Date.now(),
    });
    const opener = createTestOpener({ fetcher, temporaryFolder: scratch });
    return runRuns([place, '--deleted', '--history', '--format', 'json'], opener);
  };
  const withoutLocation = (text: string) => {
    const { experiments, models, logged_models } = JSON.parse(text) as Record<string, unknown>;
    return { experiments, models, logged_models };
  };

  it('is read from a container that was never started', async () => {
    const { code, out, err } = await show(`container:${container}:/data/mlflow.db`);
    expect([code, err]).toEqual([0, '']);
    const direct = await runRuns([sample, '--deleted', '--history', '--format', 'json']);
    expect(withoutLocation(out)).toEqual(withoutLocation(direct.out));
  });

  it('is found in a volume by its usual name, or where one says', async () => {
    for (const place of [`volume:${volume}`, `volume:${volume}/mlflow.db`]) {
      const { code, out } = await show(place);
      expect(code).toBe(0);
      expect(out).toContain('"house-prices"');
    }
  });

  it('may be a folder of runs, whose artifacts stay where they are', async () => {
    const { code, out } = await show(`volume:${volume}/old`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      store: 'files',
      experiments: [{ id: '4', name: 'boats', tags: { team: 'harbor' } }],
    });
  });

  it('says in one line what is not there', async () => {
    const missing = await show(`container:${container}:/data/other.db`);
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain('It is not there');
    expect((await show('container:no-such-container:/x')).code).toBe(2);
  });

  it('is read from a volume that no container mounts, and leaves no helper behind', async () => {
    await engine.removeContainer(container, { force: true, volumes: false }, signal);
    const { code, out } = await show(`volume:${volume}/mlflow.db`);
    expect(code).toBe(0);
    expect(out).toContain('"house-prices"');
    const left = await engine.listContainers(
      { labels: [`dev.drydock.session=${session}`] },
      signal,
    );
    expect(left).toEqual([]);
  });

  it('leaves no copy behind', async () => {
    expect(await readdir(scratch)).toEqual([]);
  });
});
