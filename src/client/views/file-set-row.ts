import type { Localize } from '../../app/localize.ts';
import type { ViewNode } from '../../app/view-node.ts';
import type { WorkspaceProject } from '../projects/projects.ts';

/** The choice of a project's compose files, where there is one. */
export function findFileSetRow(
  { root, project, active }: WorkspaceProject,
  localize: Localize,
): ViewNode | undefined {
  if (active === undefined || project.fileSets.length < 2) return undefined;
  return {
    id: `fileSet:${root}`,
    kind: 'fileSet',
    label: active.files.map(({ path }) => path).join(' + '),
    detail: localize('1 of {0} sets of compose files', project.fileSets.length),
    icon: 'files',
    spoken: localize('compose files in use'),
    context: ['fileSet'],
    target: { kind: 'fileSet', root, fileSet: active.id },
    command: 'drydock.fileSet.select',
  };
}
