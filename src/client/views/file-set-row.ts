import type { ViewNode } from '../../app/view-node.ts';
import type { WorkspaceProject } from '../projects/projects.ts';

/** The choice of a project's compose files, where there is one. */
export function findFileSetRow({ root, project, active }: WorkspaceProject): ViewNode | undefined {
  if (active === undefined || project.fileSets.length < 2) return undefined;
  return {
    id: `fileSet:${root}`,
    kind: 'fileSet',
    label: active.files.map(({ path }) => path).join(' + '),
    detail: `1 of ${project.fileSets.length} sets of compose files`,
    icon: 'files',
    spoken: 'compose files in use',
    context: ['fileSet'],
    target: { kind: 'fileSet', root, fileSet: active.id },
    command: 'drydock.fileSet.select',
  };
}
