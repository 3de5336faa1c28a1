import type {
  Experiment,
  LifecycleView,
  LoggedModel,
  MetricPoint,
  ModelVersion,
  RegisteredModel,
  Run,
  StoreDescription,
  TrackingStore,
} from '../../ports/tracking-store.ts';
import { collectPages } from '../../ports/collect-pages.ts';

export interface ContentsRequest {
  /** Name or id of the only experiment wanted. */
  readonly experiment?: string;
  readonly withDeleted: boolean;
  readonly withHistory: boolean;
}

/** Everything that a store holds, for terminals and scripts. */
export interface StoreContents {
  readonly description: StoreDescription;
  /** By name; their runs by start, oldest first. */
  readonly experiments: readonly ExperimentContents[];
  readonly models: readonly ModelContents[];
  readonly loggedModels: readonly LoggedModel[];
}

export interface ExperimentContents {
  readonly experiment: Experiment;
  readonly runs: readonly RunContents[];
}

export interface RunContents {
  readonly run: Run;
  /** Absent if it was not asked for. */
  readonly history?: readonly MetricHistory[];
}

export interface MetricHistory {
  readonly key: string;
  readonly points: readonly MetricPoint[];
}

export interface ModelContents {
  readonly model: RegisteredModel;
  readonly versions: readonly ModelVersion[];
}

const pageSize = 500;
const pointsPerPage = 25_000;

/** Walks through all pages of a store. Undefined if the experiment asked for is not there. */
export async function loadStoreContents(
  store: TrackingStore,
  request: ContentsRequest,
  signal: AbortSignal,
): Promise<StoreContents | undefined> {
  const description = await store.describe(signal);
  const view: LifecycleView = request.withDeleted ? 'all' : 'active';
  const all = await collectPages((token) =>
    store.experiments({ view, pageSize, ...toToken(token) }, signal),
  );
  const chosen = all
    .filter(
      ({ id, name }) =>
        request.experiment === undefined ||
        request.experiment === name ||
        request.experiment === id,
    )
    .toSorted(byName);
  if (chosen.length === 0 && request.experiment !== undefined) return undefined;
  const experiments: ExperimentContents[] = [];
  for (const experiment of chosen) {
    experiments.push({ experiment, runs: await loadRuns(store, experiment, request, signal) });
  }
  const experimentIds = chosen.map(({ id }) => id);
  const loggedModels = await collectPages((token) =>
    store.loggedModels({ experimentIds, pageSize, ...toToken(token) }, signal),
  );
  return { description, experiments, models: await loadModels(store, signal), loggedModels };
}

async function loadRuns(
  store: TrackingStore,
  experiment: Experiment,
  { withDeleted, withHistory }: ContentsRequest,
  signal: AbortSignal,
): Promise<readonly RunContents[]> {
  const view: LifecycleView = withDeleted ? 'all' : 'active';
  const runs = await collectPages((token) =>
    store.runs({ experimentIds: [experiment.id], view, pageSize, ...toToken(token) }, signal),
  );
  // Pages are cut by offset, so a run that starts meanwhile pushes another one onto the next page too.
  const unique = [...new Map(runs.map((run) => [run.id, run])).values()];
  const sorted = unique.toSorted(
    (first, second) => (first.startedAt ?? 0) - (second.startedAt ?? 0),
  );
  const contents: RunContents[] = [];
  for (const run of sorted) {
    contents.push(withHistory ? { run, history: await loadHistory(store, run, signal) } : { run });
  }
  return contents;
}

async function loadHistory(
  store: TrackingStore,
  run: Run,
  signal: AbortSignal,
): Promise<readonly MetricHistory[]> {
  const history: MetricHistory[] = [];
  for (const { key } of run.metrics) {
    const points = await collectPages((token) =>
      store.metricHistory(
        { runId: run.id, key, pageSize: pointsPerPage, ...toToken(token) },
        signal,
      ),
    );
    history.push({ key, points });
  }
  return history;
}

async function loadModels(
  store: TrackingStore,
  signal: AbortSignal,
): Promise<readonly ModelContents[]> {
  const models = await collectPages((token) =>
    store.registeredModels({ pageSize: 100, ...toToken(token) }, signal),
  );
  const contents: ModelContents[] = [];
  for (const model of models) {
    const versions = await collectPages((token) =>
      store.modelVersions({ name: model.name, pageSize, ...toToken(token) }, signal),
    );
    contents.push({ model, versions });
  }
  return contents;
}

function toToken(token: string | undefined): { readonly pageToken?: string } {
  return token === undefined ? {} : { pageToken: token };
}

function byName(first: Experiment, second: Experiment): number {
  if (first.name === second.name) return 0;
  return first.name < second.name ? -1 : 1;
}
