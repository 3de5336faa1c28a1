import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DiskFileWriter } from '../../../src/adapters/node/disk-file-writer.ts';
import {
  applyChanges,
  listQuestions,
  listServices,
  proposeService,
} from '../../../src/app/scaffold/add-service.ts';
import type { AddServiceProposal } from '../../../src/app/scaffold/add-service.ts';
import type { FileWriteError } from '../../../src/ports/file-writer.ts';
import type { Answers } from '../../../src/scaffold/service-template.ts';
import { toSnapshot } from '../../support/scaffold-project.ts';

const { signal } = new AbortController();
const files = {
  'compose.yaml': 'services:\n  db:\n    image: postgres:16\n',
  'train.py': 'import mlflow\n',
  'requirements.txt': 'mlflow==3.17.2\n',
};

function propose(service: string): Extract<AddServiceProposal, { kind: 'proposal' }> {
  const proposal = proposeService(service, toSnapshot(files), {});
  if (proposal.kind !== 'proposal') throw new Error(proposal.complaints.join(' '));
  return proposal;
}

describe('adding a service', () => {
  it('offers what the catalogue has', () => {
    expect(listServices(toSnapshot(files)).map(({ title }) => title)).toEqual([
      'Training job',
      'FastAPI model API',
      'MLflow server',
    ]);
  });

  it('asks few questions, each with a default that is taken and says why', () => {
    for (const { id } of listServices(toSnapshot(files))) {
      let answers: Answers = {};
      let count = 0;
      for (;;) {
        const [question] = listQuestions(id, toSnapshot(files), answers);
        if (question === undefined) break;
        expect(question.complain(question.default)).toBeUndefined();
        expect(question.evidence).not.toBe('');
        answers = { ...answers, [question.key]: question.default };
        count += 1;
      }
      expect(count).toBeLessThanOrEqual(4);
      expect(proposeService(id, toSnapshot(files), answers)).toEqual(
        proposeService(id, toSnapshot(files), {}),
      );
    }
  });

  it('proposes whole texts that fit its plan', () => {
    const { changes, plan, diff } = propose('training-job');
    expect(changes.map(({ path, before }) => [path, before === undefined])).toEqual([
      ['compose.yaml', false],
      ['train.Dockerfile', true],
      ['.dockerignore', true],
    ]);
    expect(plan.edits.every(({ at }) => at.file === 'compose.yaml')).toBe(true);
    for (const { path } of changes) expect(diff).toContain(`+++ b/${path}\n`);
  });

  it('writes nothing at all where one of the files has changed meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-add-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'compose.yaml'), `${files['compose.yaml']}# changed\n`);
    const applying = applyChanges(
      propose('mlflow').changes,
      new DiskFileWriter(),
      (path) => join(folder, path),
      signal,
    );
    await expect(applying).rejects.toMatchObject({
      failure: 'changed',
    } satisfies Partial<FileWriteError>);
    expect(await readFile(join(folder, 'compose.yaml'), 'utf8')).toContain('# changed');
    await expect(readFile(join(folder, 'mlflow.Dockerfile'))).rejects.toThrow(/ENOENT/);
  });
});
