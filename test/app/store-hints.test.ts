import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSnapshot } from '../../src/adapters/node/project-files.ts';
import { findStoreHints } from '../../src/app/store-hints.ts';
import { buildProject } from '../../src/core/model/build-project.ts';

function hints(files: Readonly<Record<string, string>>): readonly string[] {
  const project = buildProject({
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(),
  });
  const found = findStoreHints('/w', project, project.fileSets[0]);
  return found.map(({ text, origin }) => `${text} (${origin})`);
}

const server = (ports: string): string => `services:
  mlflow:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: mlflow server --host 0.0.0.0 --port 5000
    ports: [${ports}]
`;

describe('findStoreHints', () => {
  it('finds databases and file stores of a folder on the disk, and no other folders', async () => {
    const root = await mkdtemp(join(tmpdir(), 'drydock-hints-'));
    const files = [
      'lab/mlflow.db',
      'lab/mlruns/0/meta.yaml',
      'mlruns/0/meta.yaml',
      'mlruns/0/abc/meta.yaml',
      'mlartifacts/0/model/meta.yaml',
      'old-mlruns/0/meta.yaml',
      'my-mlflow.db',
    ];
    try {
      for (const file of files) {
        await mkdir(dirname(join(root, file)), { recursive: true });
        await writeFile(join(root, file), '');
      }
      const snapshot = await loadSnapshot(root, new AbortController().signal);
      const found = findStoreHints(root, buildProject(snapshot), undefined);
      expect(found).toEqual(
        ['lab/mlflow.db', 'mlruns', 'lab/mlruns'].map((text) => ({
          text,
          folder: root,
          origin: 'workspace',
        })),
      );
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('reaches a server through the port that it publishes', () => {
    expect(hints({ 'compose.yaml': server('"9000:9000", "127.0.0.1:5050:5000"') })).toEqual([
      'http://localhost:5050 (service mlflow)',
    ]);
  });

  it('says nothing of a server that publishes no port', () => {
    expect(hints({ 'compose.yaml': server('') })).toEqual([]);
  });

  it('takes a tracking URI as it is outside of the containers', () => {
    const compose = `${server('"5050:5000"')}
  inside:
    image: python:3.11
    environment: { MLFLOW_TRACKING_URI: "http://mlflow:5000" }
  itself:
    image: python:3.11
    environment: { MLFLOW_TRACKING_URI: "http://localhost:5000" }
  file:
    image: python:3.11
    environment: { MLFLOW_TRACKING_URI: "sqlite:////data/mlflow.db" }
  far:
    image: python:3.11
    environment: { MLFLOW_TRACKING_URI: "https://mlflow.example.org" }
`;
    expect(hints({ 'compose.yaml': compose })).toEqual([
      'http://localhost:5050 (service mlflow)',
      'http://localhost:5050 (service inside)',
      'https://mlflow.example.org (service far)',
    ]);
  });

  it('reads the workspace’s .env', () => {
    expect(hints({ '.env': 'MLFLOW_TRACKING_URI=sqlite:///runs.db\n' })).toEqual([
      'sqlite:///runs.db (.env)',
    ]);
  });
});
