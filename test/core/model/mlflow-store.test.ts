import { describe, expect, it } from 'vitest';
import { parseStore } from '../../../src/core/model/mlflow-store.ts';

describe('the place that a store URI means', () => {
  it.each([
    ['sqlite:///runs.db', '/srv/runs.db'],
    ['sqlite:////data/runs.db', '/data/runs.db'],
    ['sqlite+pysqlite:////data/runs.db?timeout=5', '/data/runs.db'],
    ['./mlruns', '/srv/mlruns'],
    ['/mlruns', '/mlruns'],
    ['file:///mlruns', '/mlruns'],
    ['file:./mlruns', '/srv/mlruns'],
    ['file://localhost/mlruns', '/mlruns'],
  ])('takes %s for %s', (uri, path) => {
    expect(parseStore(uri, '/srv')).toMatchObject({ path });
  });

  it('does not know a relative path without a working directory', () => {
    expect(parseStore('sqlite:///runs.db', undefined)).toMatchObject({ path: undefined });
  });

  it.each([
    ['postgresql+psycopg2://u:p@db/x', 'database'],
    ['s3://runs/a', 'bucket'],
    ['mlflow-artifacts:/', 'proxy'],
    ['http://server:5000/api/2.0/mlflow-artifacts/artifacts', 'proxy'],
    ['http://minio:9000/runs', 'web'],
    ['dbfs:/runs', 'other'],
    ['my-plugin://runs', 'other'],
    ['C:/runs', 'other'],
    ['sqlite://', 'other'],
    ['', 'other'],
  ])('takes %s for a %s', (uri, kind) => {
    expect(parseStore(uri, '/srv').kind).toBe(kind);
  });
});
