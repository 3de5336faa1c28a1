import { join } from 'node:path';
import { FileStoreError, type FileStore } from '../../../ports/file-store.ts';
import {
  TrackingError,
  type Artifact,
  type ArtifactPlace,
  type Experiment,
  type ExperimentQuery,
  type LoggedModel,
  type LoggedModelQuery,
  type MetricPoint,
  type MetricQuery,
  type ModelVersion,
  type ModelVersionQuery,
  type Page,
  type PageQuery,
  type RegisteredModel,
  type Run,
  type RunQuery,
  type StoreDescription,
  type TrackingStore,
} from '../../../ports/tracking-store.ts';
import { LocalArtifacts, toTrackingError } from '../local-artifacts.ts';
import { slicePage } from '../page-token.ts';
import { parseRunFilter } from '../search/parse-run-filter.ts';
import { parseRunOrder } from '../search/parse-run-order.ts';
import { searchRuns } from '../search/search-runs.ts';
import { withTimeLimit } from '../time-limit.ts';
import { toLifecycleStage } from '../vocabulary.ts';
import { listExperiments, type ExperimentFolder } from './experiment-folder.ts';
import { loadLoggedModels, loadModelVersions, loadRegisteredModels } from './registry-folder.ts';
import {
  findRunFolder,
  listRunFolders,
  loadMetricHistory,
  loadRun,
  type RunFolder,
} from './run-folder.ts';
import { isMlrunsFolder, mapInParallel, StoreFolder } from './store-folder.ts';

export interface FileTrackingStoreOptions {
  readonly files: FileStore;
  /** The `mlruns` folder. */
  readonly folder: string;
  /** What people are shown in its place. */
  readonly location?: string;
  /** Milliseconds that one call may take. */
  readonly timeLimit?: number;
}

/** An `mlruns` folder, read file by file. Nothing in it is ever written. */
export class FileTrackingStore implements TrackingStore {
  readonly #options: FileTrackingStoreOptions;

  constructor(options: FileTrackingStoreOptions) {
    this.#options = options;
  }

  describe(signal: AbortSignal): Promise<StoreDescription> {
    const { files, folder, location } = this.#options;
    return this.#call(signal, async (call) => {
      if (!(await isMlrunsFolder(files, folder, call.signal))) {
        throw new TrackingError('not-a-store', `${folder} is no mlruns folder.`);
      }
      return { kind: 'files', location: location ?? folder };
    });
  }

  experiments(query: ExperimentQuery, signal: AbortSignal): Promise<Page<Experiment>> {
    return this.#call(signal, async ({ folder }) => {
      const folders = await this.#experiments(folder);
      const shown = folders
        .map(({ experiment }) => experiment)
        .filter(({ lifecycleStage }) => query.view === 'all' || lifecycleStage === query.view)
        .toSorted((first, second) => (first.name < second.name ? -1 : 1));
      return slicePage(shown, query);
    });
  }

  runs(query: RunQuery, signal: AbortSignal): Promise<Page<Run>> {
    const comparisons = parseRunFilter(query.filter ?? '');
    const orders = parseRunOrder(query.orderBy ?? []);
    return this.#call(signal, async ({ folder }) => {
      const runs = await this.#runFolders(folder, query);
      const load = (run: RunFolder) => loadRun(folder, run);
      if (comparisons.length > 0 || orders.length > 0) {
        const loaded = await mapInParallel(runs, load);
        return slicePage(searchRuns(loaded, comparisons, orders), query);
      }
      // Only the runs of the page are read beyond their `meta.yaml`.
      const page = slicePage(runs.toSorted(newestFirst), query);
      return { ...page, items: await mapInParallel(page.items, load) };
    });
  }

  run(runId: string, signal: AbortSignal): Promise<Run> {
    return this.#call(signal, async ({ folder }) =>
      loadRun(folder, await this.#runFolder(folder, runId)),
    );
  }

  metricHistory(query: MetricQuery, signal: AbortSignal): Promise<Page<MetricPoint>> {
    return this.#call(signal, async ({ folder }) => {
      const run = await this.#runFolder(folder, query.runId);
      return slicePage(await loadMetricHistory(folder, run.path, query.key), query);
    });
  }

  registeredModels(query: PageQuery, signal: AbortSignal): Promise<Page<RegisteredModel>> {
    return this.#call(signal, async ({ folder }) => {
      const models = await loadRegisteredModels(folder, join(this.#options.folder, 'models'));
      const sorted = models.toSorted((first, second) => (first.name < second.name ? -1 : 1));
      return slicePage(sorted, query);
    });
  }

  modelVersions(query: ModelVersionQuery, signal: AbortSignal): Promise<Page<ModelVersion>> {
    return this.#call(signal, async ({ folder }) => {
      const models = join(this.#options.folder, 'models');
      const names = await folder.folders(models);
      // A name that is no folder there names no model, whatever path it spells.
      if (!names.includes(query.name)) return { items: [] };
      return slicePage(await loadModelVersions(folder, join(models, query.name)), query);
    });
  }

  loggedModels(query: LoggedModelQuery, signal: AbortSignal): Promise<Page<LoggedModel>> {
    return this.#call(signal, async ({ folder }) => {
      const experiments = await this.#experiments(folder);
      const chosen = experiments.filter(({ id }) => query.experimentIds.includes(id));
      const models = await mapInParallel(chosen, ({ path }) => loadLoggedModels(folder, path));
      const sorted = models
        .flat()
        .toSorted((first, second) => (second.createdAt ?? 0) - (first.createdAt ?? 0));
      return slicePage(sorted, query);
    });
  }

  artifacts(place: ArtifactPlace, signal: AbortSignal): Promise<readonly Artifact[]> {
    return this.#call(signal, async ({ folder, signal: limited }) => {
      const run = await this.#runFolder(folder, place.runId);
      return this.#artifactsOf(run).list('artifacts', place.path, limited);
    });
  }

  readArtifact(
    place: ArtifactPlace,
    { maxBytes }: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    return this.#call(signal, async ({ folder, signal: limited }) => {
      const run = await this.#runFolder(folder, place.runId);
      const request = { artifactUri: 'artifacts', path: place.path, maxBytes };
      return this.#artifactsOf(run).read(request, limited);
    });
  }

  async close(): Promise<void> {
    // Nothing is held between calls.
  }

  /** The URI in `meta.yaml` is the writer's; the folder beside it is where the artifacts are now. */
  #artifactsOf(run: RunFolder): LocalArtifacts {
    return new LocalArtifacts(this.#options.files, run.path);
  }

  #experiments(folder: StoreFolder): Promise<readonly ExperimentFolder[]> {
    return listExperiments(folder, this.#options.folder);
  }

  async #runFolders(folder: StoreFolder, query: RunQuery): Promise<readonly RunFolder[]> {
    const experiments = await this.#experiments(folder);
    const chosen = experiments.filter(({ id }) => query.experimentIds.includes(id));
    const runs = await mapInParallel(chosen, (experiment) => listRunFolders(folder, experiment));
    return runs
      .flat()
      .filter(
        ({ meta }) =>
          query.view === 'all' || toLifecycleStage(meta.text('lifecycle_stage')) === query.view,
      );
  }

  async #runFolder(folder: StoreFolder, runId: string): Promise<RunFolder> {
    if (/^[\w-]+$/u.test(runId)) {
      for (const experiment of await this.#experiments(folder)) {
        const run = await findRunFolder(folder, experiment, runId);
        if (run !== undefined) return run;
      }
    }
    throw new TrackingError('not-found', 'There is no such run.');
  }

  #call<Value>(
    signal: AbortSignal,
    work: (call: { readonly folder: StoreFolder; readonly signal: AbortSignal }) => Promise<Value>,
  ): Promise<Value> {
    const { files, timeLimit = 60_000 } = this.#options;
    return withTimeLimit(signal, timeLimit, async (limited) => {
      try {
        return await work({ folder: new StoreFolder(files, limited), signal: limited });
      } catch (cause) {
        if (cause instanceof FileStoreError) throw toTrackingError(cause);
        throw cause;
      }
    });
  }
}

function newestFirst(first: RunFolder, second: RunFolder): number {
  const byStart = (second.meta.number('start_time') ?? 0) - (first.meta.number('start_time') ?? 0);
  if (byStart !== 0) return byStart;
  return first.id < second.id ? -1 : 1;
}
