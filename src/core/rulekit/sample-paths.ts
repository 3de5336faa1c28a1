import type { ProcessView } from '../model/process-views.ts';
import type { Dockerfile, Project } from '../model/project.ts';

/**
 * True for a Dockerfile that is there to be read or copied: a template, or one of the documentation or of an example
 * that no service is built from. What it needs is not expected to be in this project.
 */
export function isSampleDockerfile({ path, uses }: Pick<Dockerfile, 'path' | 'uses'>): boolean {
  return templateFolder.test(path) || (uses.length === 0 && sampleFolder.test(path));
}

/** Processes but for those of such Dockerfiles. */
export function withoutSamples(
  views: readonly ProcessView[],
  { dockerfiles }: Project,
): readonly ProcessView[] {
  const samples = new Set(dockerfiles.filter(isSampleDockerfile).map(({ path }) => path));
  return views.filter(({ file }) => !samples.has(file));
}

const templateFolder = /(?:^|\/)(?:templates?|skeletons?|cookiecutter[^/]*)\/|\{\{/;
const sampleFolder = /(?:^|\/)(?:docs?|documentation|examples?|samples?)\//;
