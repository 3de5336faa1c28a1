import type { ByteSession, OutputChunk } from './byte-session.ts';
import type {
  CommitSpec,
  Container,
  ContainerDetails,
  ContainerSpec,
  EngineAbout,
  EngineEvent,
  FileChange,
  ImageDetails,
  ImageSummary,
  Network,
  PathStat,
  Volume,
} from './engine-objects.ts';

/**
 * A container engine, local or far. Every call keeps a time limit of its own, stops when its signal is aborted, and
 * rejects with an `EngineError`. `id` may be a container's id or name, `reference` an image's id or tag.
 */
export interface ContainerEngine {
  /** Where the engine is, for people and for the environment of programs that we start, such as `unix:///var/run/docker.sock`. */
  readonly address: string;

  /** Asks the engine who it is. The cheapest call there is: it also tells whether anybody answers. */
  about(signal: AbortSignal): Promise<EngineAbout>;

  /** All containers, running or not. `labels` are `key` or `key=value`; a container must have every one. */
  listContainers(filter: LabelFilter, signal: AbortSignal): Promise<readonly Container[]>;
  /** Fails with `not-found`. `withSize` costs a walk over the container's changed files. */
  inspectContainer(
    id: string,
    options: InspectOptions,
    signal: AbortSignal,
  ): Promise<ContainerDetails>;
  /** Makes a container without starting it and returns its id. */
  createContainer(spec: ContainerSpec, signal: AbortSignal): Promise<string>;
  /** Fine if it runs already. `invalid` where the program cannot be started, `conflict` where a port is taken. */
  start(id: string, signal: AbortSignal): Promise<void>;
  /** Fine if it has stopped already. The engine kills it after its grace time, 10 s unless the container says otherwise. */
  stop(id: string, signal: AbortSignal): Promise<void>;
  /** Sends a signal such as `KILL`; `conflict` if it does not run. */
  kill(id: string, name: string, signal: AbortSignal): Promise<void>;
  /** Removes a container. `volumes` takes its anonymous volumes with it. `conflict` where it runs and `force` is not set. */
  removeContainer(id: string, options: RemoveOptions, signal: AbortSignal): Promise<void>;
  /** Paths that differ from the image, folders before what is in them. */
  changes(id: string, signal: AbortSignal): Promise<readonly FileChange[]>;
  /** Stored output, and what follows if asked. The iteration ends with the container or, without `follow`, with what is stored. */
  logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<OutputChunk>;
  /** Resolves when the engine has begun to watch, so that what is started after it cannot be missed. */
  watchExit(id: string, until: 'stopped' | 'removed', signal: AbortSignal): Promise<ExitWatch>;

  /** Connects to the standard streams of a container, started or not. */
  attach(id: string, options: AttachOptions, signal: AbortSignal): Promise<ByteSession>;
  /** Sets the terminal's size in character cells. `conflict` or `not-found` when it is too early or too late. */
  resize(id: string, columns: number, rows: number, signal: AbortSignal): Promise<void>;
  /** Runs a program in a running container, with input and without a terminal. */
  exec(id: string, options: ExecOptions, signal: AbortSignal): Promise<ByteSession>;

  /** `not-found` also where one of the container's mounts is broken; then the path `/` is not found either. */
  statPath(id: string, path: string, signal: AbortSignal): Promise<PathStat>;
  /**
   * A path and everything below it as a tar stream, volumes and binds included. While it is open the engine answers
   * few other questions about that container, so stop iterating as soon as enough was read: that frees it at once.
   */
  readArchive(id: string, path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Unpacks a tar into a folder that exists; never replaces a folder by a file. */
  writeArchive(id: string, folder: string, tar: Uint8Array, signal: AbortSignal): Promise<void>;

  /** Makes an image of a container's own files (not of its volumes) and returns its id. May go on in the engine after an abort. */
  commit(id: string, spec: CommitSpec, signal: AbortSignal): Promise<string>;
  /** All images, untagged ones included. */
  listImages(filter: LabelFilter, signal: AbortSignal): Promise<readonly ImageSummary[]>;
  inspectImage(reference: string, signal: AbortSignal): Promise<ImageDetails>;
  /** `conflict` while a container is made of it. */
  removeImage(
    reference: string,
    options: { readonly force: boolean },
    signal: AbortSignal,
  ): Promise<void>;

  listVolumes(filter: LabelFilter, signal: AbortSignal): Promise<readonly Volume[]>;
  /** `conflict` while a container uses it. */
  removeVolume(name: string, signal: AbortSignal): Promise<void>;
  listNetworks(filter: LabelFilter, signal: AbortSignal): Promise<readonly Network[]>;
  /** Joins a container to a network, with no alias and no address of its own. */
  connectNetwork(network: string, container: string, signal: AbortSignal): Promise<void>;

  /**
   * What happens from now on. Resolves when the engine has begun to tell, so that a list asked for afterwards misses
   * nothing. The iteration rejects when the engine goes away and ends when it closes the stream.
   */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;

  /** Closes kept connections. Running calls fail with `aborted`. */
  dispose(): void;
}

export interface LabelFilter {
  readonly labels?: readonly string[];
}

export interface InspectOptions {
  readonly withSize?: boolean;
}

export interface RemoveOptions {
  readonly force: boolean;
  readonly volumes: boolean;
}

export interface LogOptions {
  readonly follow: boolean;
  /** Number of last lines; all of them when absent. */
  readonly tail?: number;
  /** Each line begins with its time by the engine's clock, in RFC 3339 with nanoseconds. */
  readonly timestamps?: boolean;
  /** Whether the container writes to a terminal: then nothing tells its two streams apart. */
  readonly tty: boolean;
}

export interface ExitWatch {
  /** The exit code. Rejects when the connection is lost; may be left alone. */
  readonly code: Promise<number>;
}

export interface AttachOptions {
  readonly stdin: boolean;
  readonly tty: boolean;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly user?: string;
}
