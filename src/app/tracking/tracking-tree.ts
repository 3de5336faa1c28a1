import { toDisplayText } from '../../core/base/display-text.ts';
import type {
  Experiment,
  ModelVersion,
  RegisteredModel,
  Run,
  TrackingStore,
} from '../../ports/tracking-store.ts';
import { noticeRow } from '../notices.ts';
import type { ViewNode } from '../view-node.ts';
import type { StoreReference } from './discover-stores.ts';
import { nestRuns } from './nest-runs.ts';
import { artifactRow, runRow, type LoadArtifacts } from './run-row.ts';
import { pagedRows, rowsOrNotice } from './tracking-rows.ts';
import type { TrackingSession } from './tracking-session.ts';

export interface TrackingTreeInput {
  readonly stores: readonly StoreReference[];
  readonly session: TrackingSession;
}

const experimentsPerPage = 100;
const runsPerPage = 50;

/** The MLflow view: stores → experiments and registered models → runs → what they logged. Asks nothing until a row is opened. */
export function trackingTree({ stores, session }: TrackingTreeInput): readonly ViewNode[] {
  return stores.map((reference, index) => storeRow(reference, session, index === 0));
}

function storeRow(
  reference: StoreReference,
  session: TrackingSession,
  expanded: boolean,
): ViewNode {
  const { id, location, origins } = reference;
  const description = session.findDescription(id);
  const version = description?.version === undefined ? [] : [`MLflow ${description.version}`];
  return {
    id: `store:${id}`,
    kind: 'store',
    label: toDisplayText(reference.label),
    detail: toDisplayText([...version, ...origins].join(', ')),
    tooltip: toDisplayText(id, 1000),
    icon: location.kind === 'server' ? 'server-environment' : 'database',
    context: ['store', location.kind],
    target: { kind: 'store', store: id },
    expanded,
    children: (signal) =>
      rowsOrNotice(`store:${id}`, signal, async () => {
        const store = await session.open(reference, signal);
        return [...(await experimentRows(id, store, signal)), modelsRow(id, store)];
      }),
  };
}

function experimentRows(
  storeId: string,
  store: TrackingStore,
  signal: AbortSignal,
): Promise<readonly ViewNode[]> {
  return pagedRows<Experiment>(
    {
      id: `experiments:${storeId}`,
      empty: 'No experiments yet',
      fetch: (token, pageSignal) =>
        store.experiments({ view: 'active', ...toQuery(experimentsPerPage, token) }, pageSignal),
      toRows: (experiments) =>
        experiments.map((experiment) => experimentRow(storeId, store, experiment)),
    },
    signal,
  );
}

function experimentRow(storeId: string, store: TrackingStore, experiment: Experiment): ViewNode {
  const id = `experiment:${storeId}:${experiment.id}`;
  const fetch = (token: string | undefined, signal: AbortSignal) => {
    const query = { experimentIds: [experiment.id], view: 'active' as const };
    return store.runs({ ...query, ...toQuery(runsPerPage, token) }, signal);
  };
  const toRows = (runs: readonly Run[]) => {
    const loadArtifacts = createArtifactLoader(storeId, store);
    return nestRuns(runs).map((run) => runRow(storeId, run, loadArtifacts));
  };
  return {
    id,
    kind: 'experiment',
    label: toDisplayText(experiment.name),
    tooltip: `id ${toDisplayText(experiment.id)}\nartifacts ${toDisplayText(experiment.artifactLocation, 1000)}`,
    icon: 'beaker',
    context: ['experiment'],
    target: { kind: 'experiment', store: storeId, experiment: experiment.id },
    children: (signal) => pagedRows({ id, empty: 'No runs yet', fetch, toRows }, signal),
  };
}

function createArtifactLoader(storeId: string, store: TrackingStore): LoadArtifacts {
  const load: LoadArtifacts = (run, path, signal) => {
    const id = `artifacts:${storeId}:${run.id}:${path}`;
    return rowsOrNotice(id, signal, async () => {
      const artifacts = await store.artifacts({ runId: run.id, path }, signal);
      if (artifacts.length === 0) return [noticeRow({ id: `${id}:empty`, label: 'No artifacts' })];
      return artifacts.map((artifact) => artifactRow({ storeId, run }, artifact, load));
    });
  };
  return load;
}

function modelsRow(storeId: string, store: TrackingStore): ViewNode {
  const id = `models:${storeId}`;
  return {
    id,
    kind: 'models',
    label: 'Registered models',
    icon: 'library',
    context: ['models'],
    children: (signal) =>
      pagedRows<RegisteredModel>(
        {
          id,
          empty: 'No registered models yet',
          fetch: (token, pageSignal) =>
            store.registeredModels(toQuery(experimentsPerPage, token), pageSignal),
          toRows: (models) => models.map((model) => modelRow(storeId, store, model)),
        },
        signal,
      ),
  };
}

function modelRow(storeId: string, store: TrackingStore, model: RegisteredModel): ViewNode {
  const id = `model:${storeId}:${model.name}`;
  const aliases = model.aliases.map(
    ({ key, value }) => `${toDisplayText(key)} → ${toDisplayText(value)}`,
  );
  return {
    id,
    kind: 'model',
    label: toDisplayText(model.name),
    detail: aliases.join(', '),
    tooltip: toDisplayText(model.description ?? '', 1000),
    icon: 'package',
    context: ['model'],
    children: (signal) =>
      pagedRows<ModelVersion>(
        {
          id,
          empty: 'No versions yet',
          fetch: (token, pageSignal) =>
            store.modelVersions(
              { name: model.name, ...toQuery(experimentsPerPage, token) },
              pageSignal,
            ),
          toRows: (versions) => versions.map((version) => versionRow(id, model, version)),
        },
        signal,
      ),
  };
}

function versionRow(modelId: string, model: RegisteredModel, version: ModelVersion): ViewNode {
  const aliases = model.aliases.filter(({ value }) => value === version.version);
  const stage = version.stage === undefined || version.stage === 'None' ? [] : [version.stage];
  return {
    id: `${modelId}:${version.version}`,
    kind: 'modelVersion',
    label: `Version ${toDisplayText(version.version)}`,
    detail: toDisplayText([...aliases.map(({ key }) => `@${key}`), ...stage].join(', ')),
    tooltip: `${toDisplayText(version.status)}\n${toDisplayText(version.source ?? '', 1000)}`,
    icon: 'versions',
    context: ['modelVersion'],
  };
}

function toQuery(pageSize: number, pageToken: string | undefined) {
  return pageToken === undefined ? { pageSize } : { pageSize, pageToken };
}
