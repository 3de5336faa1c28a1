/** What an engine says about itself. */
export interface EngineAbout {
  readonly kind: 'docker' | 'podman';
  readonly version: string;
  /** The newest API version it speaks, such as `1.51`. */
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
}

export type ContainerState =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead' | 'unknown';

export type Health = 'starting' | 'healthy' | 'unhealthy';

export type Labels = Readonly<Record<string, string>>;

export interface PublishedPort {
  readonly containerPort: number;
  readonly protocol: string;
  /** Absent where the port is exposed but not published. */
  readonly hostPort?: number;
  readonly hostAddress?: string;
}

export interface Mount {
  readonly kind: 'volume' | 'bind' | 'tmpfs' | 'other';
  /** The volume's name; for other kinds the engine's word, which may be empty. */
  readonly name: string;
  /** Path on the engine's machine. */
  readonly source: string;
  /** Path in the container. */
  readonly destination: string;
  readonly writable: boolean;
}

/** A container as the list call tells it: cheap, without asking for each one. */
export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** As it was asked for: a tag, a digest or an id. */
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly state: ContainerState;
  /** The engine's own words, such as `Up 5 minutes (healthy)`; times in it are by the engine's clock. */
  readonly status: string;
  readonly health?: Health;
  /** Only of containers that ended. */
  readonly exitCode?: number;
  /** Milliseconds since 1970 by the engine's clock. */
  readonly created: number;
  readonly labels: Labels;
  readonly ports: readonly PublishedPort[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
}

interface HealthCheckResult {
  readonly exitCode: number;
  readonly output: string;
  /** Milliseconds since 1970 by the engine's clock. */
  readonly ended: number;
}

interface ContainerNetwork {
  readonly name: string;
  readonly id: string;
}

/** Everything that is asked of one container. */
export interface ContainerDetails {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly state: ContainerState;
  readonly health?: Health;
  readonly healthLog: readonly HealthCheckResult[];
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why it could not be started; empty where it was. */
  readonly error: string;
  readonly restartCount: number;
  /** Milliseconds since 1970 by the engine's clock. */
  readonly created: number;
  /** Absent for a container that was never started. */
  readonly started?: number;
  readonly finished?: number;
  /** The program as really run, and its arguments. */
  readonly path: string;
  readonly args: readonly string[];
  /** `KEY=value`, those of the image included. */
  readonly env: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly tty: boolean;
  readonly labels: Labels;
  readonly mounts: readonly Mount[];
  readonly networks: readonly ContainerNetwork[];
  readonly host: HostSettings;
  /** Bytes in the writable layer; only when asked for. */
  readonly sizeRw?: number;
}

/** The part of a container's host settings that a reproduction of its environment copies. */
export interface HostSettings {
  readonly networkMode: string;
  readonly autoRemove?: boolean;
  readonly readOnlyRoot?: boolean;
  readonly ipcMode?: string;
  readonly usernsMode?: string;
  /** Bytes. */
  readonly shmSize?: number;
  readonly extraHosts?: readonly string[];
  readonly dns?: readonly string[];
  readonly dnsOptions?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly ulimits?: readonly Ulimit[];
  readonly groupAdd?: readonly string[];
  readonly securityOptions?: readonly string[];
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly tmpfs?: Readonly<Record<string, string>>;
  readonly sysctls?: Readonly<Record<string, string>>;
}

export interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** A container to be made. What is absent is left to the image and the engine. */
export interface ContainerSpec {
  readonly name?: string;
  readonly image: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** `KEY=value`; `KEY` alone unsets what the image has. */
  readonly env?: readonly string[];
  readonly user?: string;
  readonly workingDir?: string;
  readonly labels: Labels;
  readonly tty?: boolean;
  /** Keeps the input open until the first client that was attached goes. */
  readonly stdin?: boolean;
  readonly withoutHealthcheck?: boolean;
  readonly withoutNetwork?: boolean;
  readonly host?: Partial<HostSettings>;
  readonly mounts?: readonly MountSpec[];
  /** Container ids, each with `:ro` where its mounts are to be read-only. */
  readonly volumesFrom?: readonly string[];
  /** First size of the terminal, in character cells. */
  readonly size?: { readonly columns: number; readonly rows: number };
}

export interface MountSpec {
  readonly kind: 'volume' | 'bind' | 'image';
  /** Volume name, path on the engine's machine, or image id. */
  readonly source: string;
  readonly target: string;
  /** Image mounts are read-only whatever is said here. */
  readonly readOnly: boolean;
}

/** An image to be made of a container. */
export interface CommitSpec {
  readonly repository: string;
  readonly tag: string;
  readonly labels: Labels;
  /** Keys of the environment that the image shall not know the values of. */
  readonly forgetEnv: readonly string[];
}

export interface ImageSummary {
  readonly id: string;
  readonly tags: readonly string[];
  readonly labels: Labels;
  /** Bytes, shared layers included. */
  readonly size: number;
  /** Milliseconds since 1970 by the engine's clock. */
  readonly created: number;
}

export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  readonly os: string;
  readonly architecture: string;
  readonly size: number;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string;
  readonly labels: Labels;
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly labels: Labels;
  /** Milliseconds since 1970 by the engine's clock; absent where the driver does not tell. */
  readonly created?: number;
  /** Made without a name, for one container. */
  readonly anonymous: boolean;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly labels: Labels;
}

/** A path that differs from the container's image. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'modified' | 'deleted';
}

export interface PathStat {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Permission bits, such as 0o755. */
  readonly permissions: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Where a symbolic link points; empty for anything else. */
  readonly linkTarget: string;
}

/** Something that happened in the engine. */
export interface EngineEvent {
  /** `container`, `image`, `volume`, `network`, or a word of an engine newer than we know. */
  readonly type: string;
  /** Such as `start`, `die`, `health_status: healthy`. */
  readonly action: string;
  /** The object's id; for volumes their name. */
  readonly id: string;
  readonly attributes: Labels;
  /** Milliseconds since 1970 by the engine's clock. */
  readonly time: number;
}
