import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonBase } from '../../../src/build/services/base-image.ts';
import { openTestEngine } from '../../support/engine.ts';
import type { TestEngine } from '../../support/engine.ts';
import { ComposeProject, findFreePort } from './compose-project.ts';

/** Milliseconds; about a half of one when nothing else runs. Docker would wait for ten seconds and then kill. */
const patience = 5000;

describe('a stack of the three services, from an empty folder', () => {
  let engine: TestEngine;
  let project: ComposeProject;
  let mlflow: string;
  let api: string;

  beforeAll(async () => {
    engine = await openTestEngine();
    await ensurePythonBase('python:3.11-slim', engine.env);
    project = await ComposeProject.create(engine);
    const [mlflowPort, apiPort] = await Promise.all([findFreePort(), findFreePort()]);
    mlflow = `http://127.0.0.1:${mlflowPort}`;
    api = `http://127.0.0.1:${apiPort}`;
    await project.add('mlflow', { python: '3.11', port: mlflowPort });
    await project.add('training-job', { python: '3.11' });
    await project.add('fastapi-api', { python: '3.11', port: apiPort });
    await project.compose('--profile', 'jobs', 'build');
    await project.compose('up', '--detach', '--wait');
    // Two and a half minutes when nothing else runs.
  }, 900_000);

  afterAll(async () => {
    await project?.remove();
    await engine?.stop();
  });

  it('is healthy after `up --wait`, and trains only when asked', async () => {
    const { stdout } = await project.compose('ps', '--all', '--format', '{{.Service}} {{.Health}}');
    expect(stdout.trim().split('\n').toSorted()).toEqual(['api healthy', 'mlflow healthy']);
  });

  it('logs a run with its model, which the API in another container downloads and serves', async () => {
    expect((await predict(api)).status).toBe(503);
    await project.compose('run', '--rm', 'train');

    const { runs } = await post<{ runs: Run[] }>(`${mlflow}/api/2.0/mlflow/runs/search`, {
      experiment_ids: ['1'],
    });
    expect(runs).toHaveLength(1);
    expect(runs[0]?.info).toMatchObject({ status: 'FINISHED' });
    expect(runs[0]?.info.artifact_uri).toMatch(/^mlflow-artifacts:\//);
    expect(runs[0]?.data.metrics[0]?.key).toBe('mae');

    const answer = await predict(api);
    expect(answer.status).toBe(200);
    const { predictions } = (await answer.json()) as { predictions: number[] };
    expect(predictions[0]).toBeGreaterThan(50);
  });

  it('runs nothing as root and keeps its code out of reach of the API', async () => {
    const user = await project.compose('exec', '-T', 'api', 'id', '-u');
    expect(user.stdout.trim()).toBe('10001');
    await expect(project.compose('exec', '-T', 'api', 'touch', '/app/main.py')).rejects.toThrow(
      /Permission denied/,
    );
  });

  it('ends at SIGTERM at once', async () => {
    const job = ['run', '--detach', 'train', 'python', '-c', 'import time; time.sleep(600)'];
    const train = (await project.compose(...job)).stdout.trim().split('\n').at(-1) ?? '';
    const ends = await Promise.all([
      project.terminate(train),
      project.terminate(await project.containerOf('api')),
      project.terminate(await project.containerOf('mlflow')),
    ]);
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([143, 0, 0]);
    await project.docker('rm', train);
    for (const { time } of ends) expect(time).toBeLessThan(patience);
  });

  it('keeps its runs over a new start, and leaves nothing after `down --volumes`', async () => {
    await project.compose('up', '--detach', '--wait', 'mlflow');
    const { runs } = await post<{ runs: Run[] }>(`${mlflow}/api/2.0/mlflow/runs/search`, {
      experiment_ids: ['1'],
    });
    expect(runs).toHaveLength(1);
    await project.compose('--profile', 'jobs', 'down', '--volumes');
    expect(await project.leftovers()).toBe('');
  });
});

interface Run {
  readonly info: { readonly status: string; readonly artifact_uri: string };
  readonly data: { readonly metrics: readonly { readonly key: string }[] };
}

function predict(api: string): Promise<Response> {
  const names = ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'];
  const row = Object.fromEntries(names.map((name) => [name, 0.01]));
  return send(`${api}/predict`, { rows: [row] });
}

async function post<T>(url: string, body: object): Promise<T> {
  const answer = await send(url, body);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

function send(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
}
