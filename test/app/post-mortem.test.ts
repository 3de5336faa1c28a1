import { describe, expect, it } from 'vitest';
import { explainExit } from '../../src/app/explain-exit.ts';
import type { ExitFacts } from '../../src/app/explain-exit.ts';
import { explainStop } from '../../src/app/post-mortem.ts';
import type { WorkspaceOfContainer } from '../../src/app/post-mortem-findings.ts';
import { findServiceOfContainer } from '../../src/app/post-mortem-workspace.ts';
import { buildProject } from '../../src/core/model/build-project.ts';
import { contractPrograms, toCommand } from '../contract/contract-programs.data.ts';
import type { ContractProgram } from '../contract/contract-programs.data.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { lintFiles, toSnapshot } from '../support/lint-files.ts';

const signal = AbortSignal.timeout(10_000);

function verdict(facts: Partial<ExitFacts>): string {
  const base = { state: 'exited', exitCode: 0, oomKilled: false, error: '', hasStarted: true };
  return explainExit({ ...base, ...facts }).verdict;
}

describe('why a container stopped', () => {
  it.each([
    [{ exitCode: 0 }, /without an error/],
    [{ exitCode: 1 }, /failed \(exit code 1\)/],
    [{ exitCode: 2 }, /exit code 2.*called wrongly/],
    [{ exitCode: 125 }, /engine could not run/],
    [{ exitCode: 126 }, /could not be executed/],
    [{ exitCode: 127 }, /not found/],
    [{ exitCode: 135 }, /SIGBUS.*shared memory/],
    [{ exitCode: 137 }, /SIGKILL/],
    [{ exitCode: 137, oomKilled: true }, /ran out of memory/],
    [{ exitCode: 139 }, /SIGSEGV/],
    [{ exitCode: 143 }, /SIGTERM.*asked to stop/],
    [{ exitCode: 255 }, /code -1/],
    [{ exitCode: 42 }, /exit code 42/],
    [{ state: 'created', hasStarted: false }, /never started/],
    [
      { state: 'created', hasStarted: false, error: 'exec: "trian": not found' },
      /could not be started: exec/,
    ],
    [
      { exitCode: 128, state: 'created', hasStarted: false, error: 'mount failed: unknown' },
      /: mount failed\.$/,
    ],
    [{ exitCode: 1, oomKilled: true }, /one of its processes.*exit code 1/],
    [{ exitCode: 0, oomKilled: true }, /one of its processes.*without an error/],
    [{ exitCode: 130 }, /SIGINT/],
    [{ exitCode: 132 }, /SIGILL/],
    [{ state: 'dead', exitCode: 1 }, /could not remove/],
    [
      { exitCode: 1, cause: 'the disk is full' },
      /^The program failed \(exit code 1\): the disk is full\.$/,
    ],
    [{ exitCode: 0, cause: 'the disk is full' }, /^It ended by itself, without an error\.$/],
    [{ exitCode: 143, cause: 'the disk is full' }, /asked to stop\.$/],
    [{ exitCode: 135, cause: 'the disk is full' }, /SIGBUS.*disk is full/],
    [{ state: 'running', health: 'unhealthy' }, /health check fails/],
    [
      { state: 'running', health: 'unhealthy', cause: 'the disk is full' },
      /fails: the disk is full/,
    ],
    [{ state: 'restarting', exitCode: 1, restartCount: 4 }, /4 times so far/],
    [{ state: 'restarting', exitCode: 1 }, /being restarted/],
  ] as const)('is said in one sentence for %j', (facts, words) => {
    expect(verdict(facts)).toMatch(words);
  });

  it('is told with the command, the last lines and the files, and makes nothing', async () => {
    const engine = new FakeEngine([
      {
        script: 'train',
        exitCode: 1,
        stdout: '\u001b[31mepoch 1\u001b[0m\r\n',
        stderr: 'Killed\n',
        writes: { path: '/mlflow.db', text: 'x' },
      },
    ]);
    engine.addImage('train:1');
    const spec = { image: 'train:1', name: 'train', labels: {}, command: ['train', "it's"] };
    await engine.start(await engine.createContainer(spec, signal), signal);
    engine.calls.length = 0;
    const postMortem = await explainStop(engine, 'train', signal);
    expect(postMortem).toMatchObject({
      verdict: 'The program failed (exit code 1).',
      exitCode: 1,
      signal: null,
      oomKilled: false,
      changedFiles: [{ path: '/mlflow.db', kind: 'added', size: 1 }],
      findings: [],
    });
    expect(postMortem.evidence.map(({ text }) => text).slice(1)).toEqual([
      `train 'it'\\''s'`,
      '1 B exist only in this container.',
      'The database of MLflow in /mlflow.db: 1 file, 1 B.',
      'epoch 1',
      'Killed',
    ]);
    expect(engine.calls.toSorted()).toEqual(['changes', 'inspectContainer', 'logs', 'statPath']);
  });

  it('is told without a log where none can be read', async () => {
    const engine = new FakeEngine();
    engine.addImage('a:1');
    const command = toCommand(contractPrograms.speaks);
    await engine.createContainer({ image: 'a:1', name: 'a', labels: {}, command }, signal);
    engine.failOn('logs', 'unsupported');
    expect((await explainStop(engine, 'a', signal)).verdict).toMatch(/never started/);
  });
});

describe('what the workspace adds', () => {
  it('is the finding that explains the exit, and the file behind the traceback', async () => {
    const { engine, workspace } = await trainFailed(`Traceback (most recent call last):
  File "train.py", line 4, in <module>
    mlflow.set_experiment("nba")
  File "/usr/lib/python3/dist-packages/mlflow/utils/rest_utils.py", line 9, in http_request
    raise MlflowException(message)
mlflow.exceptions.MlflowException: API request to http://localhost:5000/api/2.0/x failed with exception y
`);
    const postMortem = await explainStop(engine, 'train', signal, workspace);
    expect(postMortem.verdict).toMatch(
      /^The program failed \(exit code 1\): MLflow looked for its server at localhost/,
    );
    expect(postMortem.findings).toMatchObject([
      { rule: 'mlflow/no-loopback-tracking-uri', file: 'compose.yaml', line: 5 },
    ]);
    expect(postMortem.evidence[0]).toMatchObject({
      kind: 'symptom',
      id: 'mlflow-loopback-tracking',
      place: { path: 'train.py', line: 4, file: 'job/train.py' },
    });
  });

  it('is no finding of a rule that has nothing to do with the exit', async () => {
    const { engine, workspace } = await trainFailed(
      "ModuleNotFoundError: No module named 'torch'\n",
    );
    expect((await explainStop(engine, 'train', signal, workspace)).findings).toEqual([]);
  });

  it('explains results that a job without an error left in its container', async () => {
    const path = '/app/mlruns/0/meta.yaml';
    const { engine, workspace } = await trainFailed('', {
      exitCode: 0,
      writes: { path, text: 'x' },
    });
    const postMortem = await explainStop(engine, 'train', signal, workspace);
    expect(postMortem.verdict).toBe('It ended by itself, without an error.');
    expect(postMortem.findings.map(({ rule }) => rule)).toContain(
      'mlflow/no-loopback-tracking-uri',
    );
  });

  it('is the service that made the container', async () => {
    const { engine, workspace } = await trainFailed('');
    const labels = { 'com.docker.compose.project': 'nba', 'com.docker.compose.service': 'train' };
    await engine.createContainer({ image: 'train:1', name: 'nba-train-1', labels }, signal);
    const containers = await engine.listContainers({}, signal);
    const found = containers.map((item): [string, string | undefined] => [
      item.name,
      findServiceOfContainer('/home/me/nba', workspace.project, item)?.service.name,
    ]);
    expect(Object.fromEntries(found)).toEqual({ 'nba-train-1': 'train', train: undefined });
  });
});

async function trainFailed(
  stderr: string,
  program: Partial<ContractProgram> = {},
): Promise<{
  readonly engine: FakeEngine;
  readonly workspace: WorkspaceOfContainer;
}> {
  const engine = new FakeEngine([{ script: 'train', exitCode: 1, stderr, ...program }]);
  engine.addImage('train:1');
  const spec = {
    image: 'train:1',
    name: 'train',
    labels: {},
    command: ['train'],
    workingDir: '/app',
  };
  await engine.start(await engine.createContainer(spec, signal), signal);
  const files = {
    'compose.yaml': `services:
  train:
    build: job
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
  mlflow:
    image: ghcr.io/mlflow/mlflow:v3.17.2
    command: mlflow server --host 0.0.0.0
`,
    'job/Dockerfile': 'FROM python:3.11\nWORKDIR /app\nCOPY . .\n',
    'job/train.py': '',
  };
  const project = buildProject(toSnapshot(files));
  const [fileSet] = project.fileSets;
  const [service] = fileSet?.services ?? [];
  if (fileSet === undefined || service === undefined) throw new Error('There is no service.');
  return { engine, workspace: { project, fileSet, service, findings: lintFiles(files) } };
}
