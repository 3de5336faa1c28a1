import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../repository.ts';

/** A copy of the sample project that may be written to. */
export interface SampleProject {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies the sample, so that whatever is done to it leaves the repository as it was. */
export async function copySampleProject(): Promise<SampleProject> {
  const parent = await mkdtemp(path.join(tmpdir(), 'drydock-sample-'));
  const folder = path.join(parent, 'sample');
  await cp(path.join(repositoryRoot, 'test/fixtures/projects/sample'), folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 3 }) };
}
