import { join } from 'node:path';
import type { LoggedModel, ModelVersion, RegisteredModel } from '../../../ports/tracking-store.ts';
import { findValue, toKeyValues } from '../key-values.ts';
import { toModelStatus } from '../vocabulary.ts';
import { mapInParallel, type StoreFolder } from './store-folder.ts';

/** Registered models below `models/`, prompts left out. Stores before MLflow 2.1 have no such folder. */
export async function loadRegisteredModels(
  folder: StoreFolder,
  path: string,
): Promise<readonly RegisteredModel[]> {
  const models = await mapInParallel(await folder.folders(path), (name) =>
    loadRegisteredModel(folder, join(path, name)),
  );
  return models.flat();
}

async function loadRegisteredModel(
  folder: StoreFolder,
  path: string,
): Promise<readonly RegisteredModel[]> {
  const meta = await folder.findMeta(path);
  const name = meta?.text('name');
  if (meta === undefined || name === undefined) return [];
  const tags = toKeyValues(await folder.entries(join(path, 'tags')));
  if (findValue(tags, 'mlflow.prompt.is_prompt')?.toLowerCase() === 'true') return [];
  const description = meta.text('description');
  const createdAt = meta.number('creation_timestamp');
  const updatedAt = meta.number('last_updated_timestamp');
  return [
    {
      name,
      ...(description === undefined ? {} : { description }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(updatedAt === undefined ? {} : { updatedAt }),
      tags,
      aliases: toKeyValues(await folder.entries(join(path, 'aliases'))),
    },
  ];
}

/** Versions of one model, the last changed first as MLflow gives them. */
export async function loadModelVersions(
  folder: StoreFolder,
  path: string,
): Promise<readonly ModelVersion[]> {
  const names = (await folder.folders(path)).filter((name) => name.startsWith('version-'));
  const versions = await mapInParallel(names, (name) => loadModelVersion(folder, join(path, name)));
  return versions
    .flat()
    .filter(({ version }) => version.stage !== 'Deleted_Internal')
    .toSorted(
      (first, second) =>
        second.updatedAt - first.updatedAt ||
        Number(second.version.version) - Number(first.version.version),
    )
    .map(({ version }) => version);
}

async function loadModelVersion(
  folder: StoreFolder,
  path: string,
): Promise<readonly { readonly version: ModelVersion; readonly updatedAt: number }[]> {
  const meta = await folder.findMeta(path);
  const number = meta?.text('version');
  if (meta === undefined || number === undefined) return [];
  const optional = {
    stage: meta.text('current_stage'),
    source: meta.text('source'),
    runId: meta.text('run_id'),
    description: meta.text('description'),
    createdAt: meta.number('creation_timestamp'),
  };
  const version: ModelVersion = {
    name: meta.text('name') ?? '',
    version: number,
    status: meta.text('status') ?? '',
    tags: toKeyValues(await folder.entries(join(path, 'tags'))),
    ...withoutAbsent(optional),
  };
  return [{ version, updatedAt: meta.number('last_updated_timestamp') ?? 0 }];
}

/** Logged models (MLflow 3) of one experiment. */
export async function loadLoggedModels(
  folder: StoreFolder,
  experimentPath: string,
): Promise<readonly LoggedModel[]> {
  const path = join(experimentPath, 'models');
  const models = await mapInParallel(await folder.folders(path), (name) =>
    loadLoggedModel(folder, join(path, name)),
  );
  return models.flat();
}

async function loadLoggedModel(folder: StoreFolder, path: string): Promise<readonly LoggedModel[]> {
  const meta = await folder.findMeta(path);
  const id = meta?.text('model_id');
  if (meta === undefined || id === undefined || meta.text('lifecycle_stage') === 'deleted')
    return [];
  const optional = {
    sourceRunId: meta.text('source_run_id'),
    modelType: meta.text('model_type'),
    createdAt: meta.number('creation_timestamp'),
  };
  return [
    {
      id,
      name: meta.text('name') ?? '',
      status: toModelStatus(meta.text('status') ?? ''),
      experimentId: meta.text('experiment_id') ?? '',
      artifactUri: meta.text('artifact_location') ?? '',
      params: toKeyValues(await folder.entries(join(path, 'params'))),
      tags: toKeyValues(await folder.entries(join(path, 'tags'))),
      ...withoutAbsent(optional),
    },
  ];
}

type Present<Value> = { readonly [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function withoutAbsent<Value extends object>(value: Value): Present<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Present<Value>;
}
