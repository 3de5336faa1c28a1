import { describe, expect, it } from 'vitest';
import { toDisplayText } from '../../../src/core/base/display-text.ts';
import { maskSecrets } from '../../../src/core/base/mask-secrets.ts';

describe('masking secrets', () => {
  it.each([
    ['postgresql://ml:s3cret@db:5432/runs', 'postgresql://ml:***@db:5432/runs'],
    ['DB_PASSWORD=hunter2 python train.py', 'DB_PASSWORD=*** python train.py'],
    ['MLFLOW_TRACKING_TOKEN="a b c"', 'MLFLOW_TRACKING_TOKEN=***'],
    ['mlflow --password hunter2 --port 5000', 'mlflow --password *** --port 5000'],
    ['AWS_SECRET_ACCESS_KEY=abc/def', 'AWS_SECRET_ACCESS_KEY=***'],
  ])('hides the secret of %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'http://mlflow:5000/health',
    'postgresql://ml:${DB_PASSWORD}@db/runs',
    'DB_PASSWORD=$DB_PASSWORD',
    'lr=0.1 tokens=512',
    'ghcr.io/mlflow/mlflow:v2.22.1@sha256:abc',
    '--token-file /run/secrets/token',
  ])('leaves %s as it is', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('works on all text that is made for display', () => {
    expect(toDisplayText('redis://:pw@cache:6379')).toBe('redis://:***@cache:6379');
  });

  it('stays quick on hostile text', () => {
    const started = performance.now();
    maskSecrets('token='.repeat(50_000) + 'a://'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
