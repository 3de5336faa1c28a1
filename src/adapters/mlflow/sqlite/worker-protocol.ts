import type {
  Experiment,
  ExperimentQuery,
  LoggedModel,
  LoggedModelQuery,
  MetricPoint,
  MetricQuery,
  ModelVersion,
  ModelVersionQuery,
  Page,
  PageQuery,
  RegisteredModel,
  Run,
  RunQuery,
  TrackingFailure,
} from '../../../ports/tracking-store.ts';

/** What the worker answers, by name. Everything in it survives a structured clone. */
export interface SqliteCalls {
  describe: { query: undefined; answer: SqliteSchema };
  experiments: { query: ExperimentQuery; answer: Page<Experiment> };
  runs: { query: RunQuery; answer: Page<Run> };
  run: { query: string; answer: Run };
  metricHistory: { query: MetricQuery; answer: Page<MetricPoint> };
  registeredModels: { query: PageQuery; answer: Page<RegisteredModel> };
  modelVersions: { query: ModelVersionQuery; answer: Page<ModelVersion> };
  loggedModels: { query: LoggedModelQuery; answer: Page<LoggedModel> };
}

export type SqliteCall = keyof SqliteCalls;

interface SqliteSchema {
  /** Alembic revision. */
  readonly revision?: string;
  /** Releases that write this revision, where it is known. */
  readonly releases?: string;
}

export interface SqliteWorkerData {
  readonly file: string;
  /** Where a private copy goes if the file cannot be read in place; the worker makes it, its owner removes it. */
  readonly copyFolder: string;
}

export interface SqliteRequest {
  readonly id: number;
  readonly call: SqliteCall;
  readonly query: unknown;
}

export type SqliteResponse =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: TrackingFailure; readonly message: string };
