import { join } from 'node:path';
import type { Experiment } from '../../../ports/tracking-store.ts';
import { toKeyValues } from '../key-values.ts';
import { toLifecycleStage } from '../vocabulary.ts';
import { mapInParallel, type StoreFolder } from './store-folder.ts';

export interface ExperimentFolder {
  readonly id: string;
  readonly path: string;
  readonly experiment: Experiment;
}

const trash = '.trash';

/** All experiments of a store, the deleted ones in its trash included. Junk and broken folders are skipped, as MLflow does. */
export async function listExperiments(
  folder: StoreFolder,
  root: string,
): Promise<readonly ExperimentFolder[]> {
  const living = (await folder.folders(root)).filter((name) => name !== trash && name !== 'models');
  const removed = await folder.folders(join(root, trash));
  const paths = [
    ...living.map((name) => ({ name, parent: root })),
    ...removed.map((name) => ({ name, parent: join(root, trash) })),
  ];
  const experiments = await mapInParallel(paths, async ({ name, parent }) => {
    const path = join(parent, name);
    const found = await findExperiment(folder, name, path);
    if (found === undefined) return [];
    // Before 2.0 the trash alone says that an experiment is deleted.
    const experiment: Experiment =
      parent === root ? found : { ...found, lifecycleStage: 'deleted' };
    return [{ id: name, path, experiment }];
  });
  return experiments.flat();
}

async function findExperiment(
  folder: StoreFolder,
  name: string,
  path: string,
): Promise<Experiment | undefined> {
  const meta = await folder.findMeta(path);
  if (meta === undefined || meta.text('experiment_id') !== name) return undefined;
  const createdAt = meta.number('creation_time');
  const updatedAt = meta.number('last_update_time');
  return {
    id: name,
    name: meta.text('name') ?? '',
    lifecycleStage: toLifecycleStage(meta.text('lifecycle_stage')),
    artifactLocation: meta.text('artifact_location') ?? '',
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    tags: toKeyValues(await folder.entries(join(path, 'tags'))),
  };
}
