import { describe, expect, it } from 'vitest';
import { createEnvironmentSecrets } from '../../../src/adapters/mlflow/environment-secrets.ts';

const { signal } = new AbortController();
const ada = { MLFLOW_TRACKING_USERNAME: 'ada', MLFLOW_TRACKING_PASSWORD: 'pw' };

describe('Credentials of the environment', () => {
  it.each([
    [{}, undefined],
    [{ MLFLOW_TRACKING_TOKEN: 't' }, { kind: 'bearer', token: 't' }],
    [
      { ...ada, MLFLOW_TRACKING_TOKEN: 't' },
      { kind: 'basic', username: 'ada', password: 'pw' },
    ],
    [
      { ...ada, MLFLOW_TRACKING_URI: 'sqlite:///mlflow.db' },
      { kind: 'basic', username: 'ada', password: 'pw' },
    ],
    [
      { ...ada, MLFLOW_TRACKING_URI: 'https://own.example.org/mlflow' },
      { kind: 'basic', username: 'ada', password: 'pw' },
    ],
    [{ ...ada, MLFLOW_TRACKING_URI: 'https://other.example.org' }, undefined],
    [{ ...ada, MLFLOW_TRACKING_URI: 'http://own.example.org' }, undefined],
  ])('of %j for one server are %j', async (env, expected) => {
    const secrets = createEnvironmentSecrets(env);
    expect(await secrets.find('https://own.example.org', signal)).toEqual(expected);
  });
});
