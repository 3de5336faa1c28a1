import { expect, it } from 'vitest';
import { findKeepsake } from '../../../src/app/symptoms/find-keepsake.ts';

const run = 'a'.repeat(32);

it.each([
  ['/app/mlruns/0/meta.yaml', 'Runs of MLflow', '/app/mlruns'],
  ['/mlflow.db', 'The database of MLflow', '/mlflow.db'],
  [`/mlflow/1/${run}/artifacts/model/MLmodel`, 'Artifacts of MLflow', '/mlflow'],
  [`/mlflow/1/models/m-${run}/artifacts/model.pkl`, 'Artifacts of MLflow', '/mlflow'],
  ['/app/out/checkpoint-500/model.safetensors', 'Checkpoints', '/app/out'],
  ['/root/.cache/huggingface/hub/x/blobs/1', 'Downloaded models', '/root/.cache/huggingface'],
  ['/app/model.joblib', 'Models', '/app'],
  ['/model.pt', 'Models', '/'],
  ['/data/train.parquet', 'Data', '/data'],
])('%s is recognized', (path, name, root) => {
  expect(findKeepsake(path)).toMatchObject({ name, path: root });
});

it.each([
  '/usr/lib/python3/dist-packages/x/data.csv',
  '/opt/venv/lib/python3.11/site-packages/sklearn/datasets/iris.csv',
  '/app/train.py',
])('%s is nothing to keep', (path) => {
  expect(findKeepsake(path)).toBeUndefined();
});
