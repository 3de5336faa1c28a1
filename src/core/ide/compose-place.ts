import { folderOf } from '../base/project-path.ts';
import type { ComposeFile, FileSet, Project } from '../model/project.ts';

/** A compose file with the file sets that it belongs to, the one that Compose takes by itself first. */
export interface ComposePlace {
  readonly project: Project;
  readonly file: ComposeFile;
  readonly fileSets: readonly FileSet[];
}

export function findComposePlace(project: Project, path: string): ComposePlace | undefined {
  const file = project.composeFiles.find((one) => one.path === path);
  return file === undefined ? undefined : toComposePlace(project, file);
}

export function toComposePlace(project: Project, file: ComposeFile): ComposePlace {
  const fileSets = project.fileSets.filter(
    ({ files, includedFiles }) => files.includes(file) || includedFiles.includes(file),
  );
  return { project, file, fileSets };
}

/** Where relative paths of the file start. */
export function getProjectFolder({ file, fileSets }: ComposePlace): string {
  const own = fileSets.find(({ files }) => files.includes(file));
  return own?.folder ?? folderOf(file.path);
}

/** The files that are read together with this one, itself first. */
export function listFilesBeside({ file, fileSets }: ComposePlace): readonly ComposeFile[] {
  return [
    ...new Set([
      file,
      ...fileSets.flatMap(({ files, includedFiles }) => [...files, ...includedFiles]),
    ]),
  ];
}
