import { expect, it } from 'vitest';
import { toRunPage } from '../../../src/app/tracking/run-page.ts';
import type { Run } from '../../../src/ports/tracking-store.ts';

const run: Run = {
  id: 'abc',
  experimentId: '1',
  name: 'baseline',
  status: 'FINISHED',
  lifecycleStage: 'active',
  startedAt: 1_700_000_000_000,
  endedAt: 1_700_000_065_000,
  userId: 'ada',
  artifactUri: 'mlflow-artifacts:/1/abc/artifacts',
  params: [{ key: 'alpha', value: '0.5' }],
  metrics: [{ key: 'rmse', value: Number.NaN, step: 3, timestamp: 0 }],
  tags: [],
  datasets: [],
  modelInputs: [],
  modelOutputs: [],
};

it('A run’s page has what it logged, and no headings for what it did not', () => {
  expect(toRunPage(run)).toBe(
    [
      'baseline',
      '',
      '  id          abc',
      '  experiment  1',
      '  status      FINISHED',
      '  started     2023-11-14T22:13:20.000Z',
      '  ended       2023-11-14T22:14:25.000Z',
      '  duration    1m 5s',
      '  user        ada',
      '  artifacts   mlflow-artifacts:/1/abc/artifacts',
      '',
      'Metrics',
      '  rmse  NaN  (step 3)',
      '',
      'Parameters',
      '  alpha  0.5',
      '',
    ].join('\n'),
  );
});

it('A run’s page keeps a value of several lines on one', () => {
  const page = toRunPage({ ...run, params: [{ key: 'a\nb', value: 'c\r\nd\u001b[31m' }] });
  expect(page).toContain('  a b  c d [31m\n');
});
