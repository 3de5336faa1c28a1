/**
 * What we need from an MLflow tracking store, whatever holds it: a server, a SQLite file or an `mlruns` folder.
 * Every call takes a signal, has a deadline of the adapter's own, and rejects with a `TrackingError` or, after an
 * abort, with the signal's reason. Nothing here ever writes to a store.
 */
export interface TrackingStore {
  /** Asks the store what it is. The cheapest call that proves that reading will work. */
  describe(signal: AbortSignal): Promise<StoreDescription>;
  /** One page, by name. */
  experiments(query: ExperimentQuery, signal: AbortSignal): Promise<Page<Experiment>>;
  /** One page of runs with their latest metrics, parameters, tags and inputs; newest start first unless `orderBy` says else. */
  runs(query: RunQuery, signal: AbortSignal): Promise<Page<Run>>;
  /** One run, also a deleted one. Fails with `not-found`. */
  run(runId: string, signal: AbortSignal): Promise<Run>;
  /** Every logged point of one metric in the order of logging; a run that never logged it has none. */
  metricHistory(query: MetricQuery, signal: AbortSignal): Promise<Page<MetricPoint>>;
  /** Models of the registry by name, prompts left out. A store without a registry has none. */
  registeredModels(query: PageQuery, signal: AbortSignal): Promise<Page<RegisteredModel>>;
  /** Versions of one registered model, the last changed first. Deleted ones are left out. */
  modelVersions(query: ModelVersionQuery, signal: AbortSignal): Promise<Page<ModelVersion>>;
  /** Logged models (MLflow 3) of some experiments, newest first. A store older than that has none. */
  loggedModels(query: LoggedModelQuery, signal: AbortSignal): Promise<Page<LoggedModel>>;
  /** What lies directly below one folder of a run's artifacts. Fails with `artifacts-elsewhere` if we cannot get there. */
  artifacts(place: ArtifactPlace, signal: AbortSignal): Promise<readonly Artifact[]>;
  /** The bytes of one artifact. Fails with `too-large` beyond `maxBytes`. */
  readArtifact(
    place: ArtifactPlace,
    limit: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  /** Lets go of workers, handles and private copies. Safe to call twice; later calls open the store anew. */
  close(): Promise<void>;
}

/** Makes the store that reads a location. */
export interface TrackingStoreOpener {
  /** Looks at the location just enough to choose a reader. Fails with `not-a-store`, `not-found` or `unsupported`. */
  open(location: StoreLocation, signal: AbortSignal): Promise<TrackingStore>;
}

/** Where a store is, as data; paths are absolute paths of this machine unless said otherwise. */
export type StoreLocation =
  /** `url` is http or https, without credentials. */
  | { readonly kind: 'server'; readonly url: string }
  /** A SQLite file or a folder; the opener finds out which. */
  | { readonly kind: 'path'; readonly path: string }
  /** `path` is inside the volume; empty for its root. */
  | { readonly kind: 'volume'; readonly name: string; readonly path: string }
  /** `path` is absolute inside the container, which may be stopped. */
  | { readonly kind: 'container'; readonly container: string; readonly path: string }
  /** A backend that nobody but MLflow's own server can read, such as `postgresql`. */
  | { readonly kind: 'unsupported'; readonly scheme: string };

export interface StoreDescription {
  readonly kind: 'server' | 'sqlite' | 'files';
  /** URL or path for people; never contains credentials. */
  readonly location: string;
  /** The server's version, or the range of versions that writes this database schema; unknown for folders. */
  readonly version?: string;
  /** Alembic revision of a database. */
  readonly schema?: string;
}

/** One page. `nextPageToken` is opaque; its absence means that this was the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken?: string;
}

export interface PageQuery {
  /** Most items wanted. Adapters may return fewer and still have a next page. */
  readonly pageSize: number;
  readonly pageToken?: string;
}

export type LifecycleView = 'active' | 'deleted' | 'all';

export interface ExperimentQuery extends PageQuery {
  readonly view: LifecycleView;
}

export interface RunQuery extends PageQuery {
  readonly experimentIds: readonly string[];
  readonly view: LifecycleView;
  /** MLflow's own filter grammar, such as `metrics.loss < 0.5 and params.lr = '0.1'`. Fails with `bad-query`. */
  readonly filter?: string;
  /** MLflow's own grammar, such as `metrics.loss ASC`. Fails with `bad-query`. */
  readonly orderBy?: readonly string[];
}

export interface MetricQuery extends PageQuery {
  readonly runId: string;
  readonly key: string;
}

export interface ModelVersionQuery extends PageQuery {
  readonly name: string;
}

export interface LoggedModelQuery extends PageQuery {
  readonly experimentIds: readonly string[];
}

export interface ArtifactPlace {
  readonly runId: string;
  /** Relative to the run's artifact root, with `/`; empty for the root. */
  readonly path: string;
}

export type LifecycleStage = 'active' | 'deleted';

/** A list and not an object, since keys are other people's text (`__proto__`, `constructor`). Sorted by key. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface Experiment {
  /** A string always: ids of file stores have 18 digits and do not fit a number. */
  readonly id: string;
  readonly name: string;
  readonly lifecycleStage: LifecycleStage;
  readonly artifactLocation: string;
  /** Milliseconds since 1970; unknown before MLflow 1.29. */
  readonly createdAt?: number;
  /** Milliseconds since 1970; unknown before MLflow 1.29. */
  readonly updatedAt?: number;
  readonly tags: readonly KeyValue[];
}

export type RunStatus = 'RUNNING' | 'SCHEDULED' | 'FINISHED' | 'FAILED' | 'KILLED' | 'UNKNOWN';

export interface Run {
  readonly id: string;
  readonly experimentId: string;
  /** From the tag `mlflow.runName` first, since old stores leave the field empty; empty if nothing names the run. */
  readonly name: string;
  readonly status: RunStatus;
  readonly lifecycleStage: LifecycleStage;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** Milliseconds since 1970; absent while running. */
  readonly endedAt?: number;
  readonly userId: string;
  /** As written by whoever logged the run: a path in *that* machine's file system, or a URI. */
  readonly artifactUri: string;
  readonly parentRunId?: string;
  readonly params: readonly KeyValue[];
  /** The latest point of each metric, sorted by key. */
  readonly metrics: readonly Metric[];
  readonly tags: readonly KeyValue[];
  readonly datasets: readonly DatasetInput[];
  /** Ids of logged models that the run read. */
  readonly modelInputs: readonly string[];
  /** Ids of logged models that the run wrote. */
  readonly modelOutputs: readonly string[];
}

export interface MetricPoint {
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** NaN and infinities as such. SQL stores keep infinities as ±1.7976931348623157e308, and so do we. */
  readonly value: number;
}

export interface Metric extends MetricPoint {
  readonly key: string;
}

export interface DatasetInput {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly tags: readonly KeyValue[];
}

export interface RegisteredModel {
  readonly name: string;
  /** Absent where the store holds null; an empty description stays empty. */
  readonly description?: string;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly tags: readonly KeyValue[];
  /** `key` is the alias, `value` the version. Empty before MLflow 2.3. */
  readonly aliases: readonly KeyValue[];
}

export interface ModelVersion {
  readonly name: string;
  readonly version: string;
  readonly stage?: string;
  readonly source?: string;
  readonly runId?: string;
  readonly status: string;
  readonly description?: string;
  readonly createdAt?: number;
  readonly tags: readonly KeyValue[];
}

export interface LoggedModel {
  readonly id: string;
  readonly name: string;
  readonly status: 'PENDING' | 'READY' | 'FAILED' | 'UNKNOWN';
  readonly experimentId: string;
  readonly sourceRunId?: string;
  readonly modelType?: string;
  readonly artifactUri: string;
  readonly createdAt?: number;
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

export interface Artifact {
  /** Relative to the run's artifact root, with `/`. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Bytes; absent for folders and where the store does not say. */
  readonly size?: number;
}

export type TrackingFailure =
  /** Nothing listens, the name does not resolve, the connection broke. */
  | 'unreachable'
  /** The certificate of a server is not trusted. */
  | 'certificate'
  | 'unauthorized'
  /** MLflow's own check of the Host header (3.5 and later). */
  | 'host-rejected'
  /** macOS answers on port 5000 itself. */
  | 'airplay'
  /** The server sends us to another origin, such as a login page. */
  | 'redirected'
  /** The server only proxies artifacts. */
  | 'artifacts-only'
  | 'not-mlflow'
  /** A store older than MLflow 1.28, or a backend that we do not read. */
  | 'unsupported'
  | 'schema-too-new'
  /** A database without MLflow's tables, for example after a crash at its first start. */
  | 'schema-incomplete'
  | 'not-a-store'
  | 'not-found'
  /** The file system does not let us read. */
  | 'denied'
  /** A writer held the database for longer than we wait. */
  | 'locked'
  | 'damaged'
  | 'too-large'
  | 'deadline'
  /** The filter or the order is not in MLflow's grammar; the message says where. */
  | 'bad-query'
  | 'artifacts-elsewhere'
  /** The store is inside a volume or a container, and no engine answers. */
  | 'no-engine'
  /** This host's Node has no SQLite. */
  | 'no-sqlite'
  /** The other side broke the protocol: an answer that is no JSON, a page token that repeats. */
  | 'protocol';

export class TrackingError extends Error {
  readonly failure: TrackingFailure;

  /** `message` is for logs; people read the sentence that `app/tracking` makes of `failure`. */
  constructor(failure: TrackingFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TrackingError';
    this.failure = failure;
  }
}
