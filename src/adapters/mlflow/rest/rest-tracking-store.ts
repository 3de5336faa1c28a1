import {
  TrackingError,
  type Artifact,
  type ArtifactPlace,
  type Experiment,
  type ExperimentQuery,
  type LifecycleView,
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
import { collectPages } from '../../../ports/collect-pages.ts';
import { findText, recordOf, recordsOf, type JsonRecord } from './json-values.ts';
import { probeServer } from './probe-server.ts';
import { ResponseError } from './response-error.ts';
import { RestClient, type Query, type RestClientOptions } from './rest-client.ts';
import {
  toArtifact,
  toExperiment,
  toLoggedModel,
  toMetricPoint,
  toModelVersion,
  toRegisteredModel,
  toRun,
} from './rest-records.ts';

/** A running MLflow server, 1.28 to today. */
export class RestTrackingStore implements TrackingStore {
  readonly #client: RestClient;

  constructor(options: RestClientOptions) {
    this.#client = new RestClient(options);
  }

  describe(signal: AbortSignal): Promise<StoreDescription> {
    return probeServer(this.#client, signal);
  }

  async experiments(query: ExperimentQuery, signal: AbortSignal): Promise<Page<Experiment>> {
    const body = {
      max_results: Math.min(query.pageSize, 1000),
      view_type: viewTypes[query.view],
      order_by: ['name ASC'],
      ...pageToken(query),
    };
    const answer = await this.#client.post('experiments/search', body, signal);
    return toPage(answer, 'experiments', toExperiment);
  }

  async runs(query: RunQuery, signal: AbortSignal): Promise<Page<Run>> {
    if (query.experimentIds.length === 0) return { items: [] };
    const body = {
      experiment_ids: query.experimentIds,
      max_results: Math.min(query.pageSize, 1000),
      run_view_type: viewTypes[query.view],
      ...(query.filter === undefined ? {} : { filter: query.filter }),
      ...(query.orderBy === undefined ? {} : { order_by: query.orderBy }),
      ...pageToken(query),
    };
    const answer = await this.#client.post('runs/search', body, signal);
    return toPage(answer, 'runs', toRun);
  }

  async run(runId: string, signal: AbortSignal): Promise<Run> {
    const answer = await this.#client.get('runs/get', [['run_id', runId]], signal);
    return toRun(recordOf(answer, 'run'));
  }

  async metricHistory(query: MetricQuery, signal: AbortSignal): Promise<Page<MetricPoint>> {
    // Before 3.1.1 servers send all points whatever is asked for.
    const answer = await this.#client.get(
      'metrics/get-history',
      [['run_id', query.runId], ['metric_key', query.key], ...pageParameters(query, 25_000)],
      signal,
    );
    return toPage(answer, 'metrics', toMetricPoint);
  }

  async registeredModels(query: PageQuery, signal: AbortSignal): Promise<Page<RegisteredModel>> {
    try {
      const parameters = pageParameters(query, 1000);
      const answer = await this.#client.get('registered-models/search', parameters, signal);
      return toPage(answer, 'registered_models', toRegisteredModel);
    } catch (cause) {
      // A server before 2.1 on an `mlruns` folder has no registry.
      if (cause instanceof ResponseError && cause.message.includes(noRegistry))
        return { items: [] };
      throw cause;
    }
  }

  async modelVersions(query: ModelVersionQuery, signal: AbortSignal): Promise<Page<ModelVersion>> {
    const answer = await this.#client.get(
      'model-versions/search',
      [['filter', `name=${quote(query.name)}`], ...pageParameters(query, 1000)],
      signal,
    );
    return toPage(answer, 'model_versions', toModelVersion);
  }

  async loggedModels(query: LoggedModelQuery, signal: AbortSignal): Promise<Page<LoggedModel>> {
    if (query.experimentIds.length === 0) return { items: [] };
    const body = {
      experiment_ids: query.experimentIds,
      max_results: Math.min(query.pageSize, 50),
      ...pageToken(query),
    };
    try {
      const answer = await this.#client.post('logged-models/search', body, signal);
      return toPage(answer, 'models', toLoggedModel);
    } catch (cause) {
      // Servers before MLflow 3 do not know the endpoint.
      if (cause instanceof ResponseError && cause.isEndpointMissing) return { items: [] };
      throw cause;
    }
  }

  async artifacts(
    { runId, path }: ArtifactPlace,
    signal: AbortSignal,
  ): Promise<readonly Artifact[]> {
    const place: Query =
      path === ''
        ? [['run_id', runId]]
        : [
            ['run_id', runId],
            ['path', path],
          ];
    return collectPages(async (token) => {
      const query: Query = token === undefined ? place : [...place, ['page_token', token]];
      return toPage(await this.#client.get('artifacts/list', query, signal), 'files', toArtifact);
    });
  }

  readArtifact(
    { runId, path }: ArtifactPlace,
    limit: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    return this.#client.fetch(
      'get-artifact',
      [
        ['run_id', runId],
        ['path', path],
      ],
      limit,
      signal,
    );
  }

  async close(): Promise<void> {
    this.#client.close();
  }
}

const noRegistry = 'Model registry functionality is unavailable';

const viewTypes: Readonly<Record<LifecycleView, string>> = {
  active: 'ACTIVE_ONLY',
  deleted: 'DELETED_ONLY',
  all: 'ALL',
};

function toPage<Item>(
  answer: JsonRecord,
  key: string,
  decode: (record: JsonRecord) => Item,
): Page<Item> {
  const items = recordsOf(answer, key).map(decode);
  const token = findText(answer, 'next_page_token');
  return token === undefined || token === '' ? { items } : { items, nextPageToken: token };
}

function pageToken({ pageToken }: PageQuery): JsonRecord {
  return pageToken === undefined ? {} : { page_token: pageToken };
}

function pageParameters({ pageSize, pageToken }: PageQuery, most: number): Query {
  const size = ['max_results', String(Math.min(pageSize, most))] as const;
  return pageToken === undefined ? [size] : [size, ['page_token', pageToken]];
}

/** MLflow's filters know no escapes, but two kinds of quotes. */
function quote(text: string): string {
  if (!text.includes("'")) return `'${text}'`;
  if (!text.includes('"')) return `"${text}"`;
  throw new TrackingError('bad-query', 'A name with both kinds of quotes cannot be asked for.');
}
