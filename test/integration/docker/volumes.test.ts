import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listVolumeFiles, readVolumeFile } from '../../../src/app/volume-files.ts';
import { toObjectLabels } from '../../../src/app/object-labels.ts';
import { DockerBench } from '../../support/docker-bench.ts';

const bench = new DockerBench();

beforeAll(() => bench.open());
afterEach(() => bench.clean());
afterAll(() => bench.close());

const script = [
  'mkdir -p /data/mlruns/0/run /data/empty',
  'echo 0.5 > /data/mlruns/0/run/loss',
  'ln -s mlruns /data/link',
  'touch -d @1700000000 /data/mlruns/0/run/loss',
  `touch "/data/\\"; touch pwned; \\""`,
].join('; ');

describe('the files of a volume', () => {
  const access = (): Parameters<typeof listVolumeFiles>[0] => ({
    engine: bench.engine,
    volume: bench.volume,
    helperLabels: toObjectLabels({
      role: 'helper',
      session: bench.newSession(),
      source: '',
      created: Date.now(),
    }),
  });

  it.each(['a stopped container that mounts it', 'a container made for the moment'])(
    'are read through %s',
    async (way) => {
      const { id } = await bench.stopped(script, [`--volume=${bench.volume}:/data`]);
      if (way.endsWith('moment')) {
        await bench.engine.removeContainer(id, { force: true, volumes: true }, bench.signal);
      }
      const { files, isCut } = await listVolumeFiles(access(), '', bench.signal);
      expect(isCut).toBe(false);
      expect(files.map(({ path, type }) => `${type} ${path}`).toSorted()).toEqual([
        'directory empty',
        'directory mlruns',
        'directory mlruns/0',
        'directory mlruns/0/run',
        'file "; touch pwned; "',
        'file mlruns/0/run/loss',
        'link link',
      ]);
      const loss = files.find(({ name }) => name === 'loss');
      expect(loss).toMatchObject({ size: 4, modified: 1_700_000_000_000 });
      const bytes = await readVolumeFile(access(), 'mlruns/0/run/loss', 100, bench.signal);
      expect(Buffer.from(bytes).toString()).toBe('0.5\n');
      const below = await listVolumeFiles(access(), 'mlruns/0', bench.signal);
      expect(below.files.map(({ path }) => path)).toEqual(['mlruns/0/run', 'mlruns/0/run/loss']);
      await bench.expectNothingLeft();
    },
  );

  it('free the container as soon as enough was read', async () => {
    const { id } = await bench.stopped('dd if=/dev/zero of=/data/big bs=1M count=300', [
      `--volume=${bench.volume}:/data`,
    ]);
    for (let count = 0; count < 5; count += 1) {
      const archive = bench.engine.readArchive(id, '/data', bench.signal);
      for await (const chunk of archive) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
    const began = performance.now();
    await bench.engine.inspectContainer(id, {}, bench.signal);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
