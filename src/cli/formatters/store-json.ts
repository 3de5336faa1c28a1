import type { RunContents, StoreContents } from '../../app/tracking/load-store-contents.ts';
import type { KeyValue, LoggedModel, MetricPoint } from '../../ports/tracking-store.ts';

/** The contents of a store as other programs read them, with MLflow's own names for things. */
export function toStoreJson(contents: StoreContents): string {
  const { description, experiments, models, loggedModels } = contents;
  const value = {
    store: description.kind,
    location: description.location,
    mlflow: description.version ?? null,
    experiments: experiments.map(({ experiment, runs }) => ({
      id: experiment.id,
      name: experiment.name,
      lifecycle_stage: experiment.lifecycleStage,
      artifact_location: experiment.artifactLocation,
      tags: toObject(experiment.tags),
      runs: runs.map(toRun),
    })),
    models: models.map(({ model, versions }) => ({
      name: model.name,
      description: model.description ?? null,
      tags: toObject(model.tags),
      aliases: toAliases(model.aliases, description.kind),
      versions: versions.map((version) => ({
        version: version.version,
        stage: version.stage ?? null,
        source: version.source ?? null,
        run_id: version.runId ?? null,
        status: version.status,
        tags: toObject(version.tags),
      })),
    })),
    logged_models: loggedModels.map(toLoggedModel),
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

function toRun({ run, history }: RunContents) {
  const name = run.tags.find(({ key }) => key === 'mlflow.runName')?.value ?? run.name;
  return {
    run_id: run.id,
    name: name === '' ? null : name,
    status: run.status,
    lifecycle_stage: run.lifecycleStage,
    start_time: run.startedAt ?? null,
    end_time: run.endedAt ?? null,
    artifact_uri: run.artifactUri,
    params: toObject(run.params),
    metrics: Object.fromEntries(run.metrics.map(({ key, value }) => [key, toNumber(value)])),
    ...(history === undefined
      ? {}
      : {
          history: Object.fromEntries(history.map(({ key, points }) => [key, points.map(toPoint)])),
        }),
    tags: toObject(run.tags),
    inputs: run.datasets.map((dataset) => ({
      name: dataset.name,
      digest: dataset.digest,
      source_type: dataset.sourceType,
      tags: toObject(dataset.tags),
    })),
  };
}

function toLoggedModel(model: LoggedModel) {
  return {
    id: model.id,
    name: model.name,
    status: model.status,
    experiment: model.experimentId,
    run: model.sourceRunId ?? null,
    params: toObject(model.params),
    tags: toObject(model.tags),
  };
}

/** MLflow's client gives the version behind an alias as a number where it reads a database itself, else as text. */
function toAliases(aliases: readonly KeyValue[], kind: StoreContents['description']['kind']) {
  if (kind !== 'sqlite') return toObject(aliases);
  return Object.fromEntries(aliases.map(({ key, value }) => [key, Number(value)]));
}

function toPoint({ step, timestamp, value }: MetricPoint) {
  return [step, timestamp, toNumber(value)];
}

/** JSON has no NaN and no infinities. */
function toNumber(value: number): number | string {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}

/** Own properties, so that even a key called `__proto__` is only a key. */
function toObject(entries: readonly KeyValue[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
