import type { ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import { resolveInImage } from './python-image-files.ts';

/** What a process does with objects that only the same Python can read again. */
export interface PickleUse {
  readonly writes: boolean;
  readonly reads: boolean;
}

/** What the program of the project that a process starts does with pickles in files. */
export function findPickleUse(
  { targets, findOrigin }: ProcessView,
  { python }: Project,
): PickleUse {
  let writes = false;
  let reads = false;
  for (const { kind, text, folder } of targets) {
    const file = kind === 'script' ? text : `${text.replaceAll('.', '/')}.py`;
    const source = findOrigin(resolveInImage(folder, file));
    const calls = source === undefined ? [] : (python.sources.get(source)?.calls ?? []);
    for (const { name } of calls) {
      if (/^(?:pickle|cloudpickle|joblib|dill)\.dump$/.test(name)) writes = true;
      if (/^(?:pickle|cloudpickle|joblib|dill)\.load$/.test(name)) reads = true;
    }
  }
  return { writes, reads };
}

/** Volumes and folders of the project that a service mounts. */
export function collectSharedSources({ service }: ProcessView): ReadonlySet<string> {
  return new Set(
    (service?.mounts ?? []).flatMap(({ kind, source, sourcePath }) => {
      if (kind === 'volume' && source !== undefined) return [`volume ${source}`];
      return kind === 'bind' && sourcePath !== undefined && sourcePath !== '' ? [sourcePath] : [];
    }),
  );
}
