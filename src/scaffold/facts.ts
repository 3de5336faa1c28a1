/** Something found in the project, with the sentence that tells a person where it was found. */
export interface Fact<T> {
  readonly value: T;
  readonly evidence: string;
}

/** How a folder of Python code gets its packages. */
export type DependencyManager =
  | {
      readonly kind: 'pip';
      /** Requirement and constraint files in the order of reading, relative to the code folder; the first one is installed. */
      readonly requirements: readonly string[];
      /** True where a requirement is the project itself or a folder of it, so that installing needs the code. */
      readonly needsCode: boolean;
    }
  | { readonly kind: 'uv'; readonly hasLock: boolean; readonly isPackage: boolean }
  | { readonly kind: 'poetry'; readonly hasLock: boolean; readonly isPackage: boolean }
  /** A `pyproject.toml` that pip installs. */
  | { readonly kind: 'project' }
  | { readonly kind: 'none' };

/** A folder that is built as one: the nearest one with a dependency file above the code, else the project root. */
export interface CodeFolder {
  /** Relative to the project root, '' for the root. */
  readonly folder: string;
  readonly manager: Fact<DependencyManager>;
  /** Such as `3.12`. */
  readonly python: Fact<string>;
  /** Lower-case names of the packages that the dependency files mention. */
  readonly packages: ReadonlySet<string>;
}

export interface TrainingScript {
  /** Relative to the project root. */
  readonly path: string;
  readonly code: CodeFolder;
  /** Arguments of `python`, such as `train.py` or `-m`, `src.train`; relative to the code folder. */
  readonly arguments: readonly string[];
}

export interface ApiApp {
  readonly path: string;
  readonly code: CodeFolder;
  /** Such as `app.main:app`. */
  readonly target: string;
  /** Folder that has to be on the module path, relative to the code folder; '' for the code folder itself. */
  readonly appFolder: string;
  /** A path that answers GET requests without parameters; undefined where none is known. */
  readonly healthPath: string | undefined;
}

/** The MLflow server among the services. */
export interface MlflowServer {
  readonly service: string;
  /** Inside its container. */
  readonly port: number;
  readonly hasHealthcheck: boolean;
  readonly networks: readonly string[];
}

export interface ComposeFacts {
  /** The file that gets a new service; undefined where the project has none. */
  readonly path: string | undefined;
  /** What the file's relative paths start from, relative to the project root. */
  readonly folder: string;
  readonly services: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  /** Ports that some service publishes on the host. */
  readonly usedPorts: ReadonlySet<number>;
  /** Networks that the services join by name, in order of first use. */
  readonly networks: readonly string[];
  readonly mlflow: Fact<MlflowServer> | undefined;
  /** `MLFLOW_TRACKING_URI` of another service as it is written there. */
  readonly trackingUri: Fact<string> | undefined;
  /** What each service runs: the words of its command, else of its Dockerfile's last CMD and ENTRYPOINT. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  /** Folder each service is built from. */
  readonly contexts: ReadonlyMap<string, string>;
}

/** How the project names the Dockerfiles of its services. */
export type DockerfileNaming = 'prefix' | 'suffix' | 'folder';

export interface ProjectFacts {
  /** Every path of the project. */
  readonly paths: ReadonlySet<string>;
  /** Text of a file, where it was read. */
  textOf(path: string): string | undefined;
  readonly root: CodeFolder;
  readonly trainingScripts: readonly Fact<TrainingScript>[];
  readonly apiApps: readonly Fact<ApiApp>[];
  readonly compose: ComposeFacts;
  readonly naming: Fact<DockerfileNaming>;
  /** Version of MLflow that the code asks for, such as `2.22.1`. */
  readonly mlflowVersion: Fact<string> | undefined;
  /** Sources that the COPY and ADD instructions of a build context's Dockerfiles name. */
  copiedFrom(context: string): readonly string[];
}
