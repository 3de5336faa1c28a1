import type { FileSet, Project, Service } from '../core/model/project.ts';
import type { Container } from '../ports/engine-objects.ts';
import { declareProject } from './declare-project.ts';
import { joinServices } from './join-services.ts';

/** The service of the workspace that a container runs. `root` is the absolute path of the workspace folder. */
export function findServiceOfContainer(
  root: string,
  project: Project,
  container: Container,
): { readonly fileSet: FileSet; readonly service: Service } | undefined {
  const fileSets = project.fileSets.filter(({ kind }) => kind !== 'overlay');
  const declared = fileSets.map((fileSet) => declareProject(root, fileSet));
  for (const joined of joinServices(declared, [container]).declared) {
    const fileSet = fileSets[declared.indexOf(joined.project)];
    const [name] = joined.containers.keys();
    const service = fileSet?.services.find((candidate) => candidate.name === name);
    if (fileSet !== undefined && service !== undefined) return { fileSet, service };
  }
  return undefined;
}
