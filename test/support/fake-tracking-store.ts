import { slicePage } from '../../src/adapters/mlflow/page-token.ts';
import { parseRunFilter } from '../../src/adapters/mlflow/search/parse-run-filter.ts';
import { parseRunOrder } from '../../src/adapters/mlflow/search/parse-run-order.ts';
import { searchRuns } from '../../src/adapters/mlflow/search/search-runs.ts';
import {
  TrackingError,
  type Artifact,
  type Experiment,
  type ExperimentQuery,
  type LifecycleView,
  type LoggedModel,
  type MetricPoint,
  type ModelVersion,
  type RegisteredModel,
  type Run,
  type RunQuery,
  type TrackingStore,
} from '../../src/ports/tracking-store.ts';

/** What a fake store holds, in no special order. */
export interface FakeContents {
  readonly experiments?: readonly Experiment[];
  readonly runs?: readonly Run[];
  /** Points by `runId/key`. */
  readonly history?: Readonly<Record<string, readonly MetricPoint[]>>;
  readonly models?: readonly RegisteredModel[];
  readonly versions?: readonly ModelVersion[];
  readonly loggedModels?: readonly LoggedModel[];
  /** Text by `runId/path`. */
  readonly artifacts?: Readonly<Record<string, string>>;
}

/** A tracking store in memory that passes the same contract as the real ones. */
export function createFakeTrackingStore(contents: FakeContents): TrackingStore {
  const { experiments = [], runs = [], models = [], versions = [], loggedModels = [] } = contents;
  const files = Object.entries(contents.artifacts ?? {});
  const getRun = (id: string) => {
    const run = runs.find((candidate) => candidate.id === id);
    if (run === undefined) throw new TrackingError('not-found', 'There is no such run.');
    return run;
  };
  return {
    describe: answer(() => ({ kind: 'sqlite' as const, location: 'memory', version: '3.17' })),
    experiments: answer((query: ExperimentQuery) => {
      const shown = experiments.filter((item) => isShown(item, query.view));
      return slicePage(shown.toSorted(byName), query);
    }),
    runs: answer((query: RunQuery) => {
      const chosen = runs.filter(
        (run) => query.experimentIds.includes(run.experimentId) && isShown(run, query.view),
      );
      const comparisons = parseRunFilter(query.filter ?? '');
      return slicePage(searchRuns(chosen, comparisons, parseRunOrder(query.orderBy ?? [])), query);
    }),
    run: answer(getRun),
    metricHistory: answer((query) =>
      slicePage(contents.history?.[`${query.runId}/${query.key}`] ?? [], query),
    ),
    registeredModels: answer((query) => slicePage(models.toSorted(byName), query)),
    modelVersions: answer((query) =>
      slicePage(
        versions.filter(({ name }) => name === query.name),
        query,
      ),
    ),
    loggedModels: answer((query) =>
      slicePage(
        loggedModels.filter(({ experimentId }) => query.experimentIds.includes(experimentId)),
        query,
      ),
    ),
    artifacts: answer(({ runId, path }) => {
      const prefix = path === '' ? `${runId}/` : `${runId}/${path}/`;
      return listBelow(files, getRun(runId).id, prefix);
    }),
    async readArtifact({ runId, path }, { maxBytes }, signal) {
      signal.throwIfAborted();
      const text = contents.artifacts?.[`${runId}/${path}`];
      if (text === undefined) throw new TrackingError('not-found', 'There is no such artifact.');
      const bytes = new TextEncoder().encode(text);
      if (bytes.length > maxBytes) throw new TrackingError('too-large', 'It is too large.');
      return Promise.resolve(bytes);
    },
    close: () => Promise.resolve(),
  };
}

function answer<Query, Value>(work: (query: Query) => Value) {
  return async (query: Query | AbortSignal, signal?: AbortSignal): Promise<Value> => {
    const asked = signal ?? (query instanceof AbortSignal ? query : undefined);
    asked?.throwIfAborted();
    return Promise.resolve(work(query as Query));
  };
}

function isShown(item: { readonly lifecycleStage: string }, view: LifecycleView): boolean {
  return view === 'all' || item.lifecycleStage === view;
}

function byName(first: { readonly name: string }, second: { readonly name: string }): number {
  return first.name < second.name ? -1 : 1;
}

function listBelow(
  files: readonly (readonly [string, string])[],
  runId: string,
  prefix: string,
): readonly Artifact[] {
  const found = new Map<string, Artifact>();
  for (const [file, text] of files) {
    if (!file.startsWith(prefix)) continue;
    const [name = '', ...below] = file.slice(prefix.length).split('/');
    const path = `${prefix}${name}`.slice(runId.length + 1);
    const isFolder = below.length > 0;
    found.set(path, isFolder ? { path, isFolder } : { path, isFolder, size: text.length });
  }
  return [...found.values()].toSorted((first, second) => (first.path < second.path ? -1 : 1));
}

/** A run with everything that a test does not name. */
export function fakeRun(run: Partial<Run> & Pick<Run, 'id'>): Run {
  return {
    experimentId: '1',
    name: run.id,
    status: 'FINISHED',
    lifecycleStage: 'active',
    startedAt: 1_000,
    endedAt: 61_000,
    userId: 'ada',
    artifactUri: '',
    params: [],
    metrics: [],
    tags: [],
    datasets: [],
    modelInputs: [],
    modelOutputs: [],
    ...run,
  };
}

export function fakeExperiment(
  experiment: Partial<Experiment> & Pick<Experiment, 'id' | 'name'>,
): Experiment {
  return { lifecycleStage: 'active', artifactLocation: '', tags: [], ...experiment };
}
