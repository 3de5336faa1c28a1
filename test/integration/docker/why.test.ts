import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDockerEngine } from '../../../src/adapters/docker/open-docker-engine.ts';
import { explainStop } from '../../../src/app/post-mortem.ts';
import type { PostMortem } from '../../../src/app/post-mortem.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { whyCommand } from '../../../src/cli/commands/why.ts';
import { loadDeclaredProjects } from '../../../src/cli/load-declared-projects.ts';
import { createCliContext } from '../../support/cli-context.ts';
import { DockerBench } from '../../support/docker-bench.ts';

const bench = new DockerBench();
let folder: string;

beforeAll(async () => {
  await bench.open();
  folder = await mkdtemp(join(tmpdir(), 'drydock-why-'));
});
afterEach(() => bench.clean());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bench.close();
});

/** A container of a compose file, as `docker compose` labels it. */
async function composed(service: string, script: string): Promise<string> {
  const file = join(folder, 'compose.yaml');
  const labels = {
    'com.docker.compose.project': 'nba',
    'com.docker.compose.service': service,
    'com.docker.compose.project.config_files': file,
    'com.docker.compose.project.working_dir': folder,
  };
  const options = Object.entries(labels).map(([key, value]) => `--label=${key}=${value}`);
  return (await bench.stopped(script, options)).name;
}

async function refused(...command: readonly string[]): Promise<PostMortem> {
  const name = bench.nameOf('refused');
  const label = `--label=dev.drydock.test-run=${bench.run}`;
  await bench.docker('create', `--name=${name}`, label, busyboxImage, ...command);
  await bench.engine.start(name, bench.signal).catch(() => undefined);
  return explainStop(bench.engine, name, bench.signal);
}

describe('why a real container stopped', () => {
  it('is told of a command that the image does not have', async () => {
    const postMortem = await refused('trian', '--epochs', '3');
    expect(postMortem).toMatchObject({
      exitCode: 127,
      verdict: 'It could not be started: the command "trian" is not in the image.',
    });
    expect(postMortem.evidence[0]).toMatchObject({ kind: 'symptom', id: 'program-not-found' });
  });

  it('is told of a file without the right to be executed', async () => {
    const postMortem = await refused('/etc');
    expect(postMortem.exitCode).toBe(126);
    expect(postMortem.verdict).toMatch(/^It could not be started: \/etc /);
  });

  it.each([
    ['a script with Windows line ends', '#!/bin/sh\\r\\necho x\\r\\n', 'missing-interpreter'],
    ['a program for another machine', '\\177ELF\\002\\001\\001', 'wrong-program-format'],
  ])('is told of %s', async (_, text, id) => {
    const script = `printf '${text}' > /run.sh; chmod +x /run.sh; exec /run.sh`;
    const { name } = await bench.stopped(script);
    const image = `drydock-test/why:${bench.run}`;
    await bench.docker('commit', '--change', 'ENTRYPOINT ["/run.sh"]', name, image);
    const made = bench.nameOf('script');
    const label = `--label=dev.drydock.test-run=${bench.run}`;
    await bench.docker('create', `--name=${made}`, label, image);
    await bench.engine.start(made, bench.signal).catch(() => undefined);
    await (
      await bench.engine.watchExit(made, 'stopped', bench.signal)
    ).code;
    const postMortem = await explainStop(bench.engine, made, bench.signal);
    expect(postMortem.evidence[0]).toMatchObject({ kind: 'symptom', id });
  });

  it('has large files first and says how much would be lost', async () => {
    const { name } = await bench.stopped(
      'mkdir -p /work/checkpoints /work/mlruns/0; echo a > /work/mlruns/0/meta.yaml; echo x > /a.txt; ' +
        'dd if=/dev/zero of=/work/checkpoints/1.ckpt bs=1000000 count=3; rm -r /root',
    );
    const postMortem = await explainStop(bench.engine, name, bench.signal);
    expect(postMortem.changedFiles.map(({ path }) => path)).toEqual([
      '/work/checkpoints/1.ckpt',
      '/a.txt',
      '/work/mlruns/0/meta.yaml',
      '/root',
    ]);
    const files = postMortem.evidence.filter(({ kind }) => kind === 'files');
    expect(files.map(({ text }) => text)).toEqual([
      '3.0 MB exist only in this container.',
      'Checkpoints in /work/checkpoints: 1 file, 3.0 MB.',
      'Runs of MLflow in /work/mlruns: 1 file, 2 B.',
    ]);
  });
});

describe('drydock why in a workspace', () => {
  it('names the finding that explains the exit before anything else', async () => {
    await writeFile(
      join(folder, 'compose.yaml'),
      `name: nba
services:
  train:
    image: ${busyboxImage}
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
  mlflow:
    image: ghcr.io/mlflow/mlflow:v3.17.2
    command: mlflow server --host 0.0.0.0
`,
    );
    const said =
      'API request to http://localhost:5000/api/2.0/x failed with exception Connection refused';
    const name = await composed('train', `echo "${said}"; exit 1`);
    const parts = createCliContext(folder);
    const context = createCliContext(folder, {
      openEngine: () =>
        openDockerEngine({ env: { DOCKER_HOST: bench.engine.address } }, bench.signal),
      loadProjects: () => loadDeclaredProjects(parts),
    });
    expect(await whyCommand(context, [name])).toBe(0);
    expect(context.output()).toMatch(
      /failed \(exit code 1\): MLflow looked for its server at localhost.*\n {2}compose\.yaml:6 .*\(mlflow\/no-loopback-tracking-uri\)\n/,
    );
  });
});
