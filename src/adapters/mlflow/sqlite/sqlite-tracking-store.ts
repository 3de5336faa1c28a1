import { dirname } from 'node:path';
import type { FileStore } from '../../../ports/file-store.ts';
import type {
  Artifact,
  ArtifactPlace,
  ExperimentQuery,
  LoggedModelQuery,
  MetricQuery,
  ModelVersionQuery,
  PageQuery,
  RunQuery,
  StoreDescription,
  TrackingStore,
} from '../../../ports/tracking-store.ts';
import { LocalArtifacts } from '../local-artifacts.ts';
import { SqliteWorker } from './sqlite-worker.ts';

export interface SqliteStoreOptions {
  readonly file: string;
  /** The worker's entry: `worker.ts` itself or what the bundler made of it. */
  readonly workerUrl: URL;
  /** Parent of private copies; only this user may read it. */
  readonly temporaryFolder: string;
  readonly files: FileStore;
  /** Milliseconds that one call may take. */
  readonly timeLimit?: number;
  /** What is shown as the location if the file is itself a copy of something else. */
  readonly location?: string;
}

/** A database that MLflow wrote, read with SQL in a thread of its own. MLflow never runs, so nothing is migrated. */
export class SqliteTrackingStore implements TrackingStore {
  readonly #location: string;
  readonly #worker: SqliteWorker;
  readonly #artifacts: LocalArtifacts;

  constructor(options: SqliteStoreOptions) {
    this.#location = options.location ?? options.file;
    this.#worker = new SqliteWorker(options);
    this.#artifacts = new LocalArtifacts(options.files, dirname(options.file));
  }

  async describe(signal: AbortSignal): Promise<StoreDescription> {
    const { revision, releases } = await this.#worker.ask('describe', undefined, signal);
    return {
      kind: 'sqlite',
      location: this.#location,
      ...(releases === undefined ? {} : { version: releases }),
      ...(revision === undefined ? {} : { schema: revision }),
    };
  }

  experiments(query: ExperimentQuery, signal: AbortSignal) {
    return this.#worker.ask('experiments', query, signal);
  }

  runs(query: RunQuery, signal: AbortSignal) {
    return this.#worker.ask('runs', query, signal);
  }

  run(runId: string, signal: AbortSignal) {
    return this.#worker.ask('run', runId, signal);
  }

  metricHistory(query: MetricQuery, signal: AbortSignal) {
    return this.#worker.ask('metricHistory', query, signal);
  }

  registeredModels(query: PageQuery, signal: AbortSignal) {
    return this.#worker.ask('registeredModels', query, signal);
  }

  modelVersions(query: ModelVersionQuery, signal: AbortSignal) {
    return this.#worker.ask('modelVersions', query, signal);
  }

  loggedModels(query: LoggedModelQuery, signal: AbortSignal) {
    return this.#worker.ask('loggedModels', query, signal);
  }

  async artifacts(
    { runId, path }: ArtifactPlace,
    signal: AbortSignal,
  ): Promise<readonly Artifact[]> {
    const { artifactUri } = await this.run(runId, signal);
    return this.#artifacts.list(artifactUri, path, signal);
  }

  async readArtifact(
    { runId, path }: ArtifactPlace,
    { maxBytes }: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const { artifactUri } = await this.run(runId, signal);
    return this.#artifacts.read({ artifactUri, path, maxBytes }, signal);
  }

  close(): Promise<void> {
    return this.#worker.close();
  }
}
