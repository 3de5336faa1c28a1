/**
 * A compose project as the workspace's files declare it: what the trees need of the project model. The caller maps the
 * model to it, so that the trees know neither YAML nor interpolation.
 */
export interface DeclaredProject {
  /** Absolute path of the workspace folder it lies in. */
  readonly root: string;
  /** The active file set's id, as commands name it. */
  readonly fileSet: string;
  /** Absolute paths in the order in which they are merged. */
  readonly files: readonly string[];
  /** Absolute path of the project's folder: that of the first file. */
  readonly directory: string;
  /** The name Compose would give the project. */
  readonly projectName: string;
  readonly services: readonly DeclaredService[];
  /** Names of the declared volumes as the engine will know them, such as `nba_data`. */
  readonly volumes: readonly DeclaredVolume[];
}

export interface DeclaredService {
  readonly name: string;
  /** Absent for a service that is built and not named. */
  readonly image?: string;
  /** As the file says them, such as `5000:5000`. */
  readonly ports: readonly string[];
  readonly dependsOn: readonly string[];
  /** Zero-based line of the service's key in `file`. */
  readonly line?: number;
  readonly file?: string;
  /** Where a built service's Dockerfile is, if it is built. */
  readonly dockerfile?: string;
}

export interface DeclaredVolume {
  /** The key in the file. */
  readonly key: string;
  /** The name in the engine. */
  readonly name: string;
  readonly external: boolean;
  /** Services that mount it, with the path they mount it at. */
  readonly users: readonly { readonly service: string; readonly target: string }[];
}
