import type {
  Artifact,
  DatasetInput,
  Experiment,
  KeyValue,
  LoggedModel,
  MetricPoint,
  ModelVersion,
  RegisteredModel,
  Run,
} from '../../../ports/tracking-store.ts';
import { findValue, runNameOf, sortByKey, toKeyValues } from '../key-values.ts';
import { toLifecycleStage, toModelStatus, toRunStatus } from '../vocabulary.ts';
import {
  findNumber,
  findText,
  getNumber,
  getText,
  recordOf,
  recordsOf,
  type JsonRecord,
} from './json-values.ts';

// Decoders of MLflow's JSON. Every field may be missing: protobuf leaves out what is empty, and old versions know less.

export function toExperiment(record: JsonRecord): Experiment {
  const createdAt = findNumber(record, 'creation_time');
  const updatedAt = findNumber(record, 'last_update_time');
  return {
    id: getText(record, 'experiment_id'),
    name: getText(record, 'name'),
    lifecycleStage: toLifecycleStage(findText(record, 'lifecycle_stage')),
    artifactLocation: getText(record, 'artifact_location'),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    tags: pairsOf(record, 'tags'),
  };
}

export function toRun(record: JsonRecord): Run {
  const info = recordOf(record, 'info');
  const data = recordOf(record, 'data');
  const inputs = recordOf(record, 'inputs');
  const tags = pairsOf(data, 'tags');
  const startedAt = findNumber(info, 'start_time');
  const endedAt = findNumber(info, 'end_time');
  const parentRunId = findValue(tags, 'mlflow.parentRunId');
  return {
    id: findText(info, 'run_id') ?? getText(info, 'run_uuid'),
    experimentId: getText(info, 'experiment_id'),
    name: runNameOf(tags, findText(info, 'run_name')),
    status: toRunStatus(getText(info, 'status')),
    lifecycleStage: toLifecycleStage(findText(info, 'lifecycle_stage')),
    ...(startedAt === undefined ? {} : { startedAt }),
    // 1.x says 0 for a run that has not ended.
    ...(endedAt === undefined || endedAt === 0 ? {} : { endedAt }),
    userId: getText(info, 'user_id'),
    artifactUri: getText(info, 'artifact_uri'),
    ...(parentRunId === undefined ? {} : { parentRunId }),
    params: pairsOf(data, 'params'),
    metrics: sortByKey(
      recordsOf(data, 'metrics').map((metric) => ({
        key: getText(metric, 'key'),
        ...toMetricPoint(metric),
      })),
    ),
    tags,
    datasets: recordsOf(inputs, 'dataset_inputs').map(toDatasetInput),
    modelInputs: recordsOf(inputs, 'model_inputs').map((model) => getText(model, 'model_id')),
    modelOutputs: recordsOf(recordOf(record, 'outputs'), 'model_outputs').map((model) =>
      getText(model, 'model_id'),
    ),
  };
}

export function toMetricPoint(record: JsonRecord): MetricPoint {
  return {
    step: getNumber(record, 'step'),
    timestamp: getNumber(record, 'timestamp'),
    value: getNumber(record, 'value'),
  };
}

export function toRegisteredModel(record: JsonRecord): RegisteredModel {
  const description = findText(record, 'description');
  const createdAt = findNumber(record, 'creation_timestamp');
  const updatedAt = findNumber(record, 'last_updated_timestamp');
  return {
    name: getText(record, 'name'),
    ...(description === undefined ? {} : { description }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    tags: pairsOf(record, 'tags'),
    aliases: toKeyValues(
      recordsOf(record, 'aliases').map((alias) => [
        getText(alias, 'alias'),
        getText(alias, 'version'),
      ]),
    ),
  };
}

export function toModelVersion(record: JsonRecord): ModelVersion {
  const stage = findText(record, 'current_stage');
  const source = findText(record, 'source');
  const runId = findText(record, 'run_id');
  const description = findText(record, 'description');
  const createdAt = findNumber(record, 'creation_timestamp');
  return {
    name: getText(record, 'name'),
    version: getText(record, 'version'),
    ...(stage === undefined ? {} : { stage }),
    ...(source === undefined ? {} : { source }),
    ...(runId === undefined ? {} : { runId }),
    status: getText(record, 'status'),
    ...(description === undefined ? {} : { description }),
    ...(createdAt === undefined ? {} : { createdAt }),
    tags: pairsOf(record, 'tags'),
  };
}

export function toLoggedModel(record: JsonRecord): LoggedModel {
  const info = recordOf(record, 'info');
  const sourceRunId = findText(info, 'source_run_id');
  const modelType = findText(info, 'model_type');
  const createdAt = findNumber(info, 'creation_timestamp_ms');
  return {
    id: getText(info, 'model_id'),
    name: getText(info, 'name'),
    status: toModelStatus(getText(info, 'status')),
    experimentId: getText(info, 'experiment_id'),
    ...(sourceRunId === undefined ? {} : { sourceRunId }),
    ...(modelType === undefined ? {} : { modelType }),
    artifactUri: getText(info, 'artifact_uri'),
    ...(createdAt === undefined ? {} : { createdAt }),
    params: pairsOf(recordOf(record, 'data'), 'params'),
    tags: pairsOf(info, 'tags'),
  };
}

export function toArtifact(record: JsonRecord): Artifact {
  const isFolder = record['is_dir'] === true;
  const size = findNumber(record, 'file_size');
  return {
    path: getText(record, 'path'),
    isFolder,
    ...(isFolder || size === undefined ? {} : { size }),
  };
}

function toDatasetInput(record: JsonRecord): DatasetInput {
  const dataset = recordOf(record, 'dataset');
  return {
    name: getText(dataset, 'name'),
    digest: getText(dataset, 'digest'),
    sourceType: getText(dataset, 'source_type'),
    tags: pairsOf(record, 'tags'),
  };
}

function pairsOf(record: JsonRecord, key: string): readonly KeyValue[] {
  return toKeyValues(
    recordsOf(record, key).map((pair) => [getText(pair, 'key'), getText(pair, 'value')]),
  );
}
