import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { ContainerDetails, FileChange, PathStat } from '../ports/engine-objects.ts';
import { findKeepsake } from './symptoms/find-keepsake.ts';
import { formatSize } from './format-size.ts';
import { plainText } from './plain-text.ts';

/** A path that differs from the image, with its size where it is a file that was measured. */
export interface ChangedFile extends FileChange {
  /** Bytes. */
  readonly size?: number;
}

export interface KeptFiles {
  /** Large and new ones first, deleted ones last; folders only where nothing in them changed. */
  readonly files: readonly ChangedFile[];
  /** What would be lost with the container, in sentences. */
  readonly sentences: readonly string[];
  /** Rules of the linter that would have kept it. */
  readonly rules: readonly string[];
}

/** Files whose size is asked for, each by a call of a few milliseconds. */
const measuredFiles = 400;
const callsAtOnce = 8;
/** Groups of files that are named. */
const namedGroups = 4;

export async function findKeptFiles(
  engine: ContainerEngine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<KeptFiles> {
  const all = await engine.changes(details.id, signal);
  const changes = withoutParents(all).filter((change) => !isMountPoint(change, details));
  const present = changes.filter(({ kind }) => kind !== 'deleted').toSorted(byPromise);
  const stats = await measure(engine, details.id, present.slice(0, measuredFiles), signal);
  const files = changes.map((change) => {
    const stat = stats.get(change.path);
    return stat?.type === 'file' ? { ...change, size: stat.size } : change;
  });
  return {
    files: files.toSorted(bySize),
    ...summarize(
      files.filter(({ kind }) => kind !== 'deleted'),
      await measureRest(engine, details, present.length > measuredFiles, signal),
    ),
  };
}

/** Folders change because something in them does. */
function withoutParents(changes: readonly FileChange[]): readonly FileChange[] {
  const parents = new Set<string>();
  for (const { path } of changes) parents.add(path.slice(0, path.lastIndexOf('/')));
  return changes.filter(({ path, kind }) => kind === 'deleted' || !parents.has(path));
}

/** Where something is mounted a folder appears, which is none of the container's doing. */
function isMountPoint(change: FileChange, details: ContainerDetails): boolean {
  return details.mounts.some(
    (mount) => mount.destination === change.path || mount.destination.startsWith(`${change.path}/`),
  );
}

/** What is most likely worth measuring first. */
function byPromise(left: FileChange, right: FileChange): number {
  const promise = ({ path, kind }: FileChange): number =>
    Number(findKeepsake(path) !== undefined) * 2 + Number(kind === 'added');
  return promise(right) - promise(left);
}

async function measure(
  engine: ContainerEngine,
  id: string,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PathStat>> {
  const stats = new Map<string, PathStat>();
  const queue = changes.values();
  const work = async (): Promise<void> => {
    for (const { path } of queue) {
      const stat = await engine.statPath(id, path, signal).catch((error: unknown) => {
        if (isEngineError(error, 'aborted')) throw error;
        return undefined;
      });
      if (stat !== undefined) stats.set(path, stat);
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, work));
  return stats;
}

/** The size of everything where not each file was measured. */
async function measureRest(
  engine: ContainerEngine,
  { id }: ContainerDetails,
  isNeeded: boolean,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (!isNeeded) return undefined;
  try {
    return (await engine.inspectContainer(id, { withSize: true }, signal)).sizeRw;
  } catch (error) {
    if (isEngineError(error, 'aborted')) throw error;
    return undefined;
  }
}

function bySize(left: ChangedFile, right: ChangedFile): number {
  const isDeleted = ({ kind }: ChangedFile): number => Number(kind === 'deleted');
  const isNew = ({ kind }: ChangedFile): number => Number(kind === 'added');
  return (
    isDeleted(left) - isDeleted(right) ||
    (right.size ?? 0) - (left.size ?? 0) ||
    isNew(right) - isNew(left) ||
    (left.path < right.path ? -1 : 1)
  );
}

interface Group {
  readonly name: string;
  readonly path: string;
  readonly rules: readonly string[];
  count: number;
  size: number;
}

function summarize(
  files: readonly ChangedFile[],
  total: number | undefined,
): Pick<KeptFiles, 'sentences' | 'rules'> {
  const groups = new Map<string, Group>();
  for (const { path, size = 0 } of files) {
    const keepsake = findKeepsake(path);
    if (keepsake === undefined) continue;
    const key = `${keepsake.name}:${keepsake.path}`;
    const group = groups.get(key) ?? { ...keepsake, count: 0, size: 0 };
    group.count += 1;
    group.size += size;
    groups.set(key, group);
  }
  const found = [...groups.values()].toSorted((left, right) => right.size - left.size);
  const bytes = total ?? files.reduce((sum, { size = 0 }) => sum + size, 0);
  if (bytes === 0) return { sentences: [], rules: [] };
  const sentences = [
    `${formatSize(bytes)} exist only in this container.`,
    ...found.slice(0, namedGroups).map(describe),
  ];
  return { sentences, rules: [...new Set(found.flatMap(({ rules }) => rules))] };
}

function describe({ name, path, count, size }: Group): string {
  const files = count === 1 ? '1 file' : `${count} files`;
  return `${name} in ${plainText(path)}: ${files}, ${formatSize(size)}.`;
}
