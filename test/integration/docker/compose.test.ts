import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ComposeProgram } from '../../../src/adapters/compose/compose-program.ts';
import { findDockerProgram } from '../../../src/adapters/compose/find-docker-program.ts';
import { openDebugShell } from '../../../src/app/debug-shell.ts';
import { composeLabels } from '../../../src/app/object-labels.ts';
import { servicesTree } from '../../../src/app/services-tree.ts';
import { takeSnapshot } from '../../../src/app/take-snapshot.ts';
import type { ViewNode } from '../../../src/app/view-node.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import type { ComposeProject } from '../../../src/ports/compose-runner.ts';
import { composeRunnerContract } from '../../contract/compose-runner.contract.ts';
import type { ContractCompose } from '../../contract/compose-runner.contract.ts';
import { collectOutput } from '../../support/collect.ts';
import { DockerBench } from '../../support/docker-bench.ts';

const bench = new DockerBench();
const name = `drydock-compose-${bench.run}`;
let project: ComposeProject;
let contract: ContractCompose;
let runner: ComposeProgram;

const service = (script: string): string =>
  `    image: ${busyboxImage}\n    init: false\n    stop_grace_period: 0s\n    command: [sh, -c, "${script}"]\n    labels: { dev.drydock.role: test }\n`;
const composeFile = `services:
  first:
${service('sleep 1000')}  second:
    depends_on: [first]
${service('echo $$TOKEN > /made; exit 5')}    environment: { TOKEN: hidden }
`;

beforeAll(async () => {
  await bench.open();
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'drydock compose $(id) ')));
  const file = join(directory, 'compose.yaml');
  const brokenFile = join(directory, 'broken.yaml');
  await writeFile(file, composeFile.replace('exit 5', 'sleep 1000'));
  await writeFile(brokenFile, 'services:\n  a:\n    image: 3\n    imagee: x\n');
  project = { name, directory, files: [file] };
  const program = await findDockerProgram(bench.env, process.platform);
  runner = new ComposeProgram({ program, env: bench.env, cwd: directory });
  const services = async (): Promise<readonly { service: string; state: string }[]> => {
    const labels = [`${composeLabels.project}=${name}`];
    const containers = await bench.engine.listContainers({ labels }, bench.signal);
    return containers
      .map(({ labels, state }) => ({ service: labels[composeLabels.service] ?? '', state }))
      .sort((a, b) => (a.service < b.service ? -1 : 1));
  };
  contract = {
    runner,
    project,
    broken: { ...project, files: [brokenFile] },
    running: async () =>
      (await services()).filter(({ state }) => state === 'running').map((item) => item.service),
    existing: async () => (await services()).map((item) => item.service),
  };
});

afterAll(async () => {
  await runner.down(project, () => undefined, bench.signal);
  await rm(project.directory, { recursive: true, force: true });
  await bench.clean();
  await bench.close();
});

composeRunnerContract('the docker program', () => contract);

describe('a shell in a container of Compose', () => {
  it('is unseen by Compose, which leaves it alone', async () => {
    const [file = ''] = project.files;
    await writeFile(file, composeFile);
    await runner.up(project, {}, () => undefined, bench.signal);
    const compose = async (...args: readonly string[]): Promise<string> =>
      bench.docker('compose', '-p', name, '-f', file, ...args);
    await expect
      .poll(() => compose('ps', '-a', '--format', '{{.Service}} {{.State}}'))
      .toContain('second exited');
    const before = await compose('ps', '-a', '--format', '{{.Service}} {{.ID}} {{.State}}');
    const exited = (await bench.engine.listContainers({}, bench.signal)).find(
      ({ labels }) =>
        labels[composeLabels.project] === name && labels[composeLabels.service] === 'second',
    );
    const request = {
      mode: 'reproduce',
      session: bench.newSession(),
      now: Date.now(),
      tty: false,
    } as const;
    const shell = await openDebugShell(
      bench.engine,
      {
        ...request,
        container: exited?.id ?? '',
        toolboxImage: '',
        command: ['sh', '-c', 'cat /made; cat'],
      },
      bench.signal,
    );
    expect(await compose('ps', '-a', '--format', '{{.Service}} {{.ID}} {{.State}}')).toBe(before);
    await compose('up', '-d', 'first');
    await compose('down', '--remove-orphans').catch(() => undefined);
    expect(await bench.sessionContainers()).toMatchObject([{ state: 'running' }]);
    shell.end();
    expect(await collectOutput(shell.output)).toEqual({ stdout: 'hidden\n', stderr: '' });
    expect(await shell.exit).toBe(0);
    await bench.expectNothingLeft();
  });

  it('runs beside a tree that shows each service once, and not the shell', async () => {
    await runner.up(project, {}, () => undefined, bench.signal);
    const container = async (): Promise<string> => (await contract.existing()).join();
    await expect.poll(container).toBe('first,second');
    const declared = {
      root: project.directory,
      fileSet: 'compose.yaml',
      directory: project.directory,
      files: project.files,
      projectName: 'another-name',
      volumes: [],
      services: ['second', 'first'].map((item) => ({
        name: item,
        ports: [],
        dependsOn: item === 'second' ? ['first'] : [],
      })),
    };
    const rows = async (): Promise<readonly ViewNode[]> => {
      const snapshot = await takeSnapshot(bench.engine, bench.signal);
      const engine = { kind: 'connected', epoch: 1, engine: bench.engine, snapshot } as const;
      const [row] = servicesTree({ projects: [declared], engine, trusted: true });
      expect(row?.label).toBe(name);
      return (await row?.children?.(bench.signal)) ?? [];
    };
    await expect
      .poll(async () => (await rows()).map(({ label, spoken }) => [label, spoken]))
      .toEqual([
        ['first', 'running'],
        ['second', 'exited (5)'],
      ]);
  });
});
