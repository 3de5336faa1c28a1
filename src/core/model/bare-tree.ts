import { nameOf } from '../base/project-path.ts';
import { isCheckedName } from './file-names.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * True for a tree of nothing but Dockerfiles, compose files and what goes with them. It may be part of a project whose
 * programs are elsewhere, as after a sparse checkout.
 */
export function isBareTree({ files }: Snapshot): boolean {
  return [...files.keys()].every((path) => isCheckedName(path) || setupName.test(nameOf(path)));
}

const setupName =
  /^(?:\.|readme|license)|dockerfile|requirements|^(?:pyproject\.toml|setup\.(?:py|cfg)|pipfile)$|\.(?:lock|env)$/i;
