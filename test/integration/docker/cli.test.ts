import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { objectLabels } from '../../../src/app/object-labels.ts';
import { busyboxImage } from '../../../src/build/services/base-image.ts';
import { DockerBench } from '../../support/docker-bench.ts';

const bench = new DockerBench();
let folder: string;

beforeAll(async () => {
  await bench.open();
  folder = await mkdtemp(join(tmpdir(), 'drydock-cli-'));
  const compose = `name: ${bench.nameOf('cli')}\nservices:\n  train:\n    image: python:3.11\n`;
  await writeFile(join(folder, 'compose.yaml'), compose);
});
afterEach(() => bench.clean());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await bench.close();
});

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

interface CallOptions {
  readonly host?: string;
  readonly input?: string;
  /** Interrupted, as by ^C, once it has said this. */
  readonly interruptOn?: RegExp;
}

async function drydock(args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  const main = new URL('../../../src/cli/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: {
      ...bench.env,
      DOCKER_HOST: options.host ?? `unix://${bench.host.socketPath}`,
      DRYDOCK_TOOLBOX_IMAGE: busyboxImage,
    },
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
      if (options.interruptOn?.test(output[stream]) === true) child.kill('SIGINT');
    });
  }
  child.stdin.end(options.input ?? '');
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { ...output, exitCode };
}

describe('drydock shell', () => {
  it('passes input, both streams and the exit code of a program through', async () => {
    const { name } = await bench.stopped('echo made > /made');
    const script = 'cat; cat /made; echo err >&2; exit 9';
    const ended = await drydock(['shell', name, '--command', 'sh', '-c', script], {
      input: 'typed\n',
    });
    expect(ended).toEqual({ stdout: 'typed\nmade\n', stderr: 'err\n', exitCode: 9 });
  });

  it('takes everything behind --command for the program', async () => {
    const { name } = await bench.stopped('true');
    const ended = await drydock([
      'shell',
      name,
      '--mode',
      'look',
      '--command',
      'echo',
      '--mode',
      '-x',
    ]);
    expect(ended).toEqual({ stdout: '--mode -x\n', stderr: '', exitCode: 0 });
  });

  it('leaves nothing when it is interrupted', async () => {
    const { name } = await bench.stopped('true');
    const args = ['shell', name, '--command', 'sh', '-c', 'trap "" TERM; echo up; sleep 1000'];
    const ended = await drydock(args, { interruptOn: /up/ });
    expect(ended.exitCode).toBe(137);
    const labels = [
      `${objectLabels.source}=${(await bench.engine.inspectContainer(name, {}, bench.signal)).id}`,
    ];
    expect(await bench.engine.listContainers({ labels }, bench.signal)).toEqual([]);
    expect(await bench.engine.listImages({ labels }, bench.signal)).toEqual([]);
  });

  it('says in one line what is wrong, with the exit code 2', async () => {
    const cases = [
      [['shell', 'no-such', '--command', 'true'], /no container and no service "no-such"/],
      [['shell', 'train', '--command', 'true'], /"train" has no container yet/],
      [['shell', 'x'], /needs a terminal/],
      [['shell', 'x', '--mode', 'other'], /^Usage/],
      [['why'], /^Usage/],
    ] as const;
    for (const [args, words] of cases) {
      const ended = await drydock(args);
      expect(ended).toMatchObject({ stdout: '', exitCode: 2 });
      expect(ended.stderr).toMatch(words);
      expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});

describe('drydock why', () => {
  it('tells the same as JSON and in words', async () => {
    const { name } = await bench.stopped(
      'echo last words; echo x > /mlflow.db; sh -c "kill -SEGV \\$\\$"; exit $?',
    );
    const json = await drydock(['why', name, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      exitCode: 139,
      signal: 'SIGSEGV',
      oomKilled: false,
      changedFiles: [{ path: '/mlflow.db', kind: 'added' }],
      findings: [],
    });
    const text = await drydock(['why', name]);
    expect(text.stdout).toMatch(/SIGSEGV[^]*last words[^]*added \/mlflow.db/);
    expect(text.exitCode).toBe(0);
  });
});

describe('drydock ps', () => {
  it('shows declared services and containers, and the declared ones without an engine', async () => {
    const { name } = await bench.stopped('exit 3');
    const withEngine = await drydock(['ps', '--format', 'json']);
    expect(JSON.parse(withEngine.stdout)).toMatchObject({
      version: 1,
      projects: [{ services: [{ name: 'train', image: 'python:3.11', containers: [] }] }],
    });
    const table = await drydock(['ps']);
    expect(table.stdout).toMatch(/train +not created · python:3.11/);
    expect(table.stdout).toMatch(new RegExp(`${name} +exited \\(3\\)`));
    const without = await drydock(['ps'], { host: `unix://${join(folder, 'none.sock')}` });
    expect(without).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/train +python:3.11/) as string,
    });
    expect(without.stderr).toMatch(/Only what is declared is shown/);
  });
});

describe('drydock clean', () => {
  it('removes what a killed client left, after --yes only', async () => {
    // It removes whatever carries our labels, so it has an engine to itself.
    const alone = new DockerBench();
    await alone.openPrivate();
    const host = `unix://${alone.host.socketPath}`;
    const { name } = await alone.stopped('true');
    const client = await alone.shellInOtherProcess(name, 'reproduce');
    client.kill('SIGKILL');
    await expect.poll(() => alone.sessionContainers(), { timeout: 5_000 }).toEqual([]);
    const asked = await drydock(['clean'], { host });
    expect(asked.stderr).toContain('--yes');
    expect(asked.stdout).toMatch(/^image +drydock\/inspect:/);
    expect(await alone.sessionImages()).toHaveLength(1);
    expect((await drydock(['clean', '--yes'], { host })).exitCode).toBe(0);
    await alone.expectNothingLeft();
    expect((await drydock(['clean'], { host })).stdout).toBe('Nothing is left behind.\n');
    await alone.close();
  });
});
