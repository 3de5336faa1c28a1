import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TrackingStore } from '../../src/ports/tracking-store.ts';
import {
  createFakeTrackingStore,
  fakeExperiment,
  fakeRun,
} from '../support/fake-tracking-store.ts';
import { runRuns } from '../support/runs-command.ts';
import { createTideStore } from '../support/tide-store.ts';

const sample = fileURLToPath(new URL('../fixtures/projects/sample', import.meta.url));

const run = (args: readonly string[], store: TrackingStore = createTideStore()) =>
  runRuns(['any', ...args], { open: () => Promise.resolve(store) });

describe('drydock runs', () => {
  it('prints a table with nested runs for people', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'memory (sqlite, MLflow 3.17)',
        '',
        'Default (id 0, 0 runs)',
        '',
        'tides (id 1, 4 runs)',
        '  RUN        STATUS    STARTED (UTC)     TOOK  METRICS                  ID',
        '  sweep      finished  2026-04-24 03:06  0ms                            a0',
        '    sweep-1  finished  2026-04-24 03:07  30s   val/loss NaN, loss 0.25  a1',
        '    sweep-2  finished  2026-04-24 03:08  0ms   loss 0.5                 a2',
        '  broken     failed    2026-04-24 03:09  0ms                            a3',
        '',
        'Registered models',
        '  MODEL        VERSION  ALIASES   STAGE  STATUS  RUN',
        '  tide-height  2                         ready   a1',
        '  tide-height  1        champion         ready   a1',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON with MLflow’s names, deleted ones and histories only when asked', async () => {
    const brief = JSON.parse((await run(['--format', 'json'])).out) as Contents;
    expect(brief.experiments.map(({ name }) => name)).toEqual(['Default', 'tides']);
    expect(brief.experiments[1]?.runs[1]).not.toHaveProperty('history');
    const full = JSON.parse(
      (await run(['--format', 'json', '--deleted', '--history'])).out,
    ) as Contents;
    expect(full.experiments.map(({ name }) => name)).toEqual(['Default', 'old tides', 'tides']);
    expect(full.experiments[2]?.runs.at(-1)).toMatchObject({ lifecycle_stage: 'deleted' });
    expect(full.experiments[2]?.runs[1]).toEqual({
      run_id: 'a1',
      name: 'sweep-1',
      status: 'FINISHED',
      lifecycle_stage: 'active',
      start_time: 1_777_000_060_000,
      end_time: 1_777_000_090_000,
      artifact_uri: '',
      params: { lr: '0.1', 'model/depth': '3' },
      metrics: { loss: 0.25, 'val/loss': 'nan' },
      history: {
        loss: [
          [0, 1_777_000_061_000, 1],
          [1, 1_777_000_062_000, 0.5],
          [2, 1_777_000_063_000, 0.25],
        ],
        'val/loss': [
          [0, 1_777_000_061_000, 2],
          [1, 1_777_000_062_000, 'nan'],
        ],
      },
      tags: { 'mlflow.note.content': 'two\nlines' },
      inputs: [
        {
          name: 'gauge',
          digest: 'abc123',
          source_type: 'local',
          tags: { 'mlflow.data.context': 'training' },
        },
      ],
    });
    expect(full.models).toMatchObject([{ name: 'tide-height', aliases: { champion: 1 } }]);
  });

  it.each(['tides', '1'])('prints only the experiment called %s', async (experiment) => {
    const { out } = await run(['--format', 'json', '--experiment', experiment]);
    expect((JSON.parse(out) as Contents).experiments.map(({ name }) => name)).toEqual(['tides']);
  });

  it('says when there is no such experiment', async () => {
    expect(await run(['--experiment', 'waves'])).toEqual({
      code: 2,
      out: '',
      err: 'drydock runs: no experiment is called "waves".\n',
    });
  });

  it('keeps terminal escapes of strangers out of the table', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202Ename';
    const { out } = await run(
      [],
      createFakeTrackingStore({
        experiments: [fakeExperiment({ id: '1', name: evil })],
        runs: [
          fakeRun({
            id: 'r',
            name: evil,
            metrics: [{ key: evil, value: 1, step: 0, timestamp: 0 }],
          }),
        ],
      }),
    );
    // oxlint-disable-next-line no-control-regex -- Control characters are what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
  });

  it('keeps a key called __proto__ a key', async () => {
    const { out } = await run(
      ['--format', 'json'],
      createFakeTrackingStore({
        experiments: [
          fakeExperiment({ id: '1', name: 'e', tags: [{ key: '__proto__', value: 'x' }] }),
        ],
      }),
    );
    expect(out).toContain('"__proto__": "x"');
  });

  it('reads the sample project by folder and by file', async () => {
    for (const place of [sample, path.join(sample, 'mlflow.db'), `sqlite:///${sample}/mlflow.db`]) {
      const { code, out } = await runRuns([place]);
      expect(code).toBe(0);
      expect(out).toContain('house-prices (id 1, 5 runs)');
    }
  });

  it.each([
    [[], 'Usage: drydock runs STORE'],
    [['a', 'b'], 'Usage: drydock runs STORE'],
    [['a', '--format', 'xml'], 'Usage: drydock runs STORE'],
    [['a', '--colour'], "Unknown option '--colour'"],
    [['/nowhere/at/all'], 'It is not there, or no longer.'],
    [['postgresql://db/ml'], 'This kind of store cannot be read directly'],
    [['volume:x'], 'no container engine could be asked'],
  ])('with %j ends with 2 and one line that says why', async (args, message) => {
    const { code, out, err } = await runRuns(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

interface Contents {
  readonly experiments: readonly {
    readonly name: string;
    readonly runs: readonly { readonly history?: unknown }[];
  }[];
  readonly models: unknown;
}
