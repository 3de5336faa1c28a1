import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPython } from '../../../src/build/services/mlflow.ts';
import { openTestMlflow } from '../../support/mlflow.ts';
import type { TestMlflow } from '../../support/mlflow.ts';

describe('an MLflow server of the tests', () => {
  let mlflow: TestMlflow;

  beforeAll(async () => {
    mlflow = await openTestMlflow();
  });

  afterAll(() => mlflow.stop());

  test('holds what its own client logged', async () => {
    const name = `services ${crypto.randomUUID()}`;
    const script = [
      'import mlflow',
      `mlflow.set_experiment(${JSON.stringify(name)})`,
      'with mlflow.start_run(run_name="first"):',
      '    mlflow.log_param("rate", 0.1)',
      '    mlflow.log_metric("loss", 0.5, step=3)',
    ].join('\n');
    await runPython(script, { env: { MLFLOW_TRACKING_URI: mlflow.url } });
    const query = new URLSearchParams({ experiment_name: name });
    const answer = await fetch(
      `${mlflow.url}/api/2.0/mlflow/experiments/get-by-name?${query.toString()}`,
    );
    expect(await answer.json()).toMatchObject({ experiment: { name, lifecycle_stage: 'active' } });
  });
});
