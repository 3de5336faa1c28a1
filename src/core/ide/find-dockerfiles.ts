import type { Dockerfile, Project } from '../model/project.ts';

/** The Dockerfile that a file is, or those that a compose file holds as `dockerfile_inline`. */
export function findDockerfiles(project: Project, file: string): readonly Dockerfile[] {
  return project.dockerfiles.filter(({ path }) => path === file);
}
