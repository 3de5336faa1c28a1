import type { DeclaredProject } from '../../app/declared-project.ts';
import type { FileSet, Project } from '../../core/model/project.ts';

/** A workspace folder as its files are on the disk. */
export interface WorkspaceProject {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly project: Project;
  /** The compose files that a person chose to work with; undefined where there is no compose file. */
  readonly active: FileSet | undefined;
  /** The active file set as trees see it. */
  readonly declared: DeclaredProject | undefined;
}

/** The projects of the open folders. */
export interface Projects {
  /** Reads what has changed since the last time. A folder that cannot be read is left out. */
  load(signal: AbortSignal): Promise<readonly WorkspaceProject[]>;
  /** Makes a file set the active one of its folder, from now on. */
  choose(root: string, fileSet: string): Promise<void>;
}
