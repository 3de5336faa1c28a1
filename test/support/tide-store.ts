import type { TrackingStore } from '../../src/ports/tracking-store.ts';
import { createFakeTrackingStore, fakeExperiment, fakeRun } from './fake-tracking-store.ts';

const start = 1_777_000_000_000;

/** In memory what `test/integration/mlflow/fill-store.py` logs with a real MLflow. */
export function createTideStore(): TrackingStore {
  const minute = (count: number) => start + count * 60_000;
  return createFakeTrackingStore({
    experiments: [
      fakeExperiment({ id: '0', name: 'Default' }),
      fakeExperiment({ id: '1', name: 'tides', tags: [{ key: 'harbor', value: 'north' }] }),
      fakeExperiment({ id: '2', name: 'old tides', lifecycleStage: 'deleted' }),
    ],
    runs: [
      fakeRun({ id: 'a0', name: 'sweep', startedAt: minute(0) }),
      fakeRun({
        id: 'a1',
        name: 'sweep-1',
        parentRunId: 'a0',
        startedAt: minute(1),
        endedAt: minute(1) + 30_000,
        params: [
          { key: 'lr', value: '0.1' },
          { key: 'model/depth', value: '3' },
        ],
        metrics: [
          { key: 'loss', value: 0.25, step: 2, timestamp: minute(1) + 3000 },
          { key: 'val/loss', value: Number.NaN, step: 1, timestamp: minute(1) + 2000 },
        ],
        tags: [{ key: 'mlflow.note.content', value: 'two\nlines' }],
        datasets: [
          {
            name: 'gauge',
            digest: 'abc123',
            sourceType: 'local',
            tags: [{ key: 'mlflow.data.context', value: 'training' }],
          },
        ],
      }),
      fakeRun({
        id: 'a2',
        name: 'sweep-2',
        parentRunId: 'a0',
        startedAt: minute(2),
        params: [
          { key: 'lr', value: '0.2' },
          { key: 'model/depth', value: '5' },
        ],
        metrics: [{ key: 'loss', value: 0.5, step: 1, timestamp: minute(2) + 2000 }],
      }),
      fakeRun({
        id: 'a3',
        name: 'broken',
        status: 'FAILED',
        startedAt: minute(3),
        tags: [{ key: 'mlflow.user', value: 'grace' }],
      }),
      fakeRun({ id: 'a4', name: 'dropped', lifecycleStage: 'deleted', startedAt: minute(4) }),
    ],
    history: {
      'a1/loss': [1, 0.5, 0.25].map((value, step) => toPoint(minute(1), value, step)),
      'a1/val/loss': [2, Number.NaN].map((value, step) => toPoint(minute(1), value, step)),
    },
    models: [
      {
        name: 'tide-height',
        description: 'Height of the tide.',
        tags: [{ key: 'owner', value: 'harbor' }],
        aliases: [{ key: 'champion', value: '1' }],
      },
    ],
    versions: [
      { name: 'tide-height', version: '2', status: 'READY', runId: 'a1', tags: [] },
      {
        name: 'tide-height',
        version: '1',
        status: 'READY',
        runId: 'a1',
        tags: [{ key: 'checked', value: 'yes' }],
      },
    ],
    artifacts: { 'a1/report.txt': 'high\n', 'a1/plots/high.csv': '1,2\n' },
  });
}

function toPoint(startedAt: number, value: number, step: number) {
  return { step, timestamp: startedAt + (step + 1) * 1000, value };
}
