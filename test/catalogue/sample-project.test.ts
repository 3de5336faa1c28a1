import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSnapshotSync } from '../../src/adapters/node/project-files.ts';
import { LineIndex } from '../../src/core/base/line-index.ts';
import { lintProject } from '../../src/core/engine/lint-project.ts';
import { buildProject } from '../../src/core/model/build-project.ts';

const sample = join(import.meta.dirname, '../fixtures/projects/sample');

it('finds in the sample project what is planted there, and nothing else', () => {
  const snapshot = loadSnapshotSync(sample, new AbortController().signal);
  const found = lintProject(buildProject(snapshot), { preset: 'recommended' }).map(
    ({ rule, at }) => {
      const { line } = new LineIndex(snapshot.files.get(at.file) ?? '').positionAt(at.start);
      return `${at.file}:${line + 1} ${rule}`;
    },
  );
  expect(found.toSorted()).toEqual([
    'api/Dockerfile:10 dockerfile/no-variable-in-exec-form',
    'api/Dockerfile:6 project/no-ignored-copy-source',
    'compose.yaml:10 mlflow/no-unshared-artifact-root',
    'compose.yaml:2 compose/no-obsolete-version',
    'compose.yaml:23 mlflow/no-loopback-tracking-uri',
    'train/Dockerfile:2 dockerfile/no-maintainer',
    'train/Dockerfile:5 python/no-lone-activation',
  ]);
});
