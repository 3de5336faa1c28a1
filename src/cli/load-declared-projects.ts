import { declareProject } from '../app/declare-project.ts';
import type { DeclaredProject } from '../app/declared-project.ts';
import { buildProject } from '../core/model/build-project.ts';
import type { CliContext } from './command.ts';

/** The compose projects of the current folder: every file set but overlays, which are no project by themselves. */
export async function loadDeclaredProjects({
  cwd,
  env,
  loadSnapshot,
}: Pick<CliContext, 'cwd' | 'env' | 'loadSnapshot'>): Promise<readonly DeclaredProject[]> {
  const environment = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) environment.set(name, value);
  }
  const project = buildProject(await loadSnapshot(cwd, { environment }));
  return project.fileSets
    .filter(({ kind }) => kind !== 'overlay')
    .map((fileSet) => declareProject(cwd, fileSet));
}
