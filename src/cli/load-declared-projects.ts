import { loadSnapshot } from '../adapters/node/project-files.ts';
import { declareProject } from '../app/declare-project.ts';
import type { DeclaredProject } from '../app/declared-project.ts';
import { buildProject } from '../core/model/build-project.ts';

/** The compose projects of a folder: every file set but overlays, which are no project by themselves. */
export async function loadDeclaredProjects(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<readonly DeclaredProject[]> {
  const environment = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) environment.set(name, value);
  }
  const project = buildProject(await loadSnapshot(folder, signal, { environment }));
  return project.fileSets
    .filter(({ kind }) => kind !== 'overlay')
    .map((fileSet) => declareProject(folder, fileSet));
}
