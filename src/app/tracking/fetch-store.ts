import type { ContainerEngine } from '../../ports/container-engine.ts';
import { EngineError, isEngineError } from '../../ports/engine-error.ts';
import type { PathStat } from '../../ports/engine-objects.ts';
import type { ScratchFolder, ScratchFolders } from '../../ports/scratch-folder.ts';
import type { FetchedStore, InnerLocation, StoreFetcher } from '../../ports/store-fetcher.ts';
import { TrackingError } from '../../ports/tracking-store.ts';
import { toObjectLabels } from '../object-labels.ts';
import { readTarEntries } from '../tar-entries.ts';
import { throughContainer } from '../volume-files.ts';

export interface StoreFetcherOptions {
  openEngine(signal: AbortSignal): Promise<ContainerEngine>;
  readonly scratch: ScratchFolders;
  /** For the label of a container that must be made to look into a volume. */
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One file is held in memory on its way, so a database beyond this is left to its own server. */
const maxFileBytes = 512 * 1024 * 1024;
const maxFolderBytes = 512 * 1024 * 1024;
const maxFolderFiles = 200_000;
const attempts = 3;

/** Copies stores out of volumes and containers, running or not, by the engine's archives. Nothing is ever started. */
export function createStoreFetcher(options: StoreFetcherOptions): StoreFetcher {
  return {
    async fetch(location, signal) {
      const folder = await options.scratch.create(signal);
      try {
        const path = await fetchInto(folder, location, options, signal);
        return { path, remove: () => folder.remove() } satisfies FetchedStore;
      } catch (cause) {
        await folder.remove();
        throw signal.aborted ? cause : toTrackingError(cause);
      }
    },
  };
}

async function fetchInto(
  folder: ScratchFolder,
  location: InnerLocation,
  options: StoreFetcherOptions,
  signal: AbortSignal,
): Promise<string> {
  const engine = await options.openEngine(signal);
  try {
    if (location.kind === 'container') {
      const source: Source = { engine, container: location.container, path: location.path };
      return await copyStore(source, folder, signal);
    }
    const created = options.now();
    const helperLabels = toObjectLabels({
      role: 'helper',
      session: options.session,
      source: '',
      created,
    });
    const access = { engine, volume: location.name, helperLabels };
    return await throughContainer(access, signal, (container, mount) => {
      const path = `${mount.replace(/\/+$/u, '')}/${location.path}`;
      return copyStore({ engine, container, path }, folder, signal);
    });
  } finally {
    engine.dispose();
  }
}

/** A path inside a container. */
interface Source {
  readonly engine: ContainerEngine;
  readonly container: string;
  readonly path: string;
}

async function copyStore(
  source: Source,
  folder: ScratchFolder,
  signal: AbortSignal,
): Promise<string> {
  const found = await findStore(source, signal);
  if (found.isFolder) await copyFolder(found.source, folder, signal);
  else await copyDatabase(found.source, folder, signal);
  return `${folder.path}/${found.isFolder ? 'mlruns' : 'mlflow.db'}`;
}

/** A folder may hold a store under its usual name. */
async function findStore(
  source: Source,
  signal: AbortSignal,
): Promise<{ readonly source: Source; readonly isFolder: boolean }> {
  const status = await getStatus(source, signal);
  if (status.type === 'file') return { source, isFolder: false };
  if (status.type !== 'directory') throw new TrackingError('not-a-store', 'It is no plain file.');
  const base = source.path.replace(/\/+$/u, '');
  const database = { ...source, path: `${base}/mlflow.db` };
  if ((await findStatus(database, signal))?.type === 'file') {
    return { source: database, isFolder: false };
  }
  const runs = { ...source, path: `${base}/mlruns` };
  const isBelow = (await findStatus(runs, signal))?.type === 'directory';
  return { source: isBelow ? runs : { ...source, path: base }, isFolder: true };
}

/** Copies a database with what a writer keeps beside it, again if any of them changes meanwhile. */
async function copyDatabase(
  source: Source,
  folder: ScratchFolder,
  signal: AbortSignal,
): Promise<void> {
  const parts = ['', '-wal', '-journal'];
  const signature = async () => {
    const states = parts.map((part) => findStatus({ ...source, path: source.path + part }, signal));
    return (await Promise.all(states)).map((state) => `${state?.size}:${state?.modified}`).join();
  };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await signature();
    for (const part of parts) {
      const file = { ...source, path: source.path + part };
      const bytes = await readFile(file, signal);
      // What an earlier attempt wrote and is gone now must not stay.
      if (bytes !== undefined || attempt > 0) {
        await folder.write(`mlflow.db${part}`, bytes ?? new Uint8Array(), signal);
      }
    }
    if ((await signature()) === before) return;
  }
  throw new TrackingError('locked', 'The database changed during each attempt to copy it.');
}

async function readFile(source: Source, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const archive = source.engine.readArchive(source.container, source.path, signal);
    for await (const entry of readTarEntries(archive, { bodySize: maxFileBytes })) {
      if (entry.body !== undefined) return entry.body;
      if (entry.type === 'file')
        throw new TrackingError('too-large', `It has ${entry.size} bytes.`);
    }
  } catch (cause) {
    if (!isEngineError(cause, 'not-found')) throw cause;
  }
  return undefined;
}

/** Copies what tells of experiments and runs; the artifacts stay where they are. */
async function copyFolder(
  source: Source,
  folder: ScratchFolder,
  signal: AbortSignal,
): Promise<void> {
  const archive = source.engine.readArchive(source.container, source.path, signal);
  let bytes = 0;
  let files = 0;
  for await (const entry of readTarEntries(archive, { bodySize: maxFileBytes })) {
    const parts = entry.path.split('/').slice(1);
    if (entry.body === undefined || parts.includes('artifacts') || !isInside(parts)) continue;
    bytes += entry.body.length;
    files += 1;
    if (bytes > maxFolderBytes || files > maxFolderFiles) {
      throw new TrackingError('too-large', 'The folder holds too many files.');
    }
    await folder.write(`mlruns/${parts.join('/')}`, entry.body, signal);
  }
}

/** An archive comes from outside, and a name in it may lead anywhere. */
function isInside(parts: readonly string[]): boolean {
  return parts.length > 0 && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

async function getStatus(source: Source, signal: AbortSignal): Promise<PathStat> {
  return source.engine.statPath(source.container, source.path, signal);
}

async function findStatus(source: Source, signal: AbortSignal): Promise<PathStat | undefined> {
  try {
    return await getStatus(source, signal);
  } catch (cause) {
    if (isEngineError(cause, 'not-found')) return undefined;
    throw cause;
  }
}

function toTrackingError(cause: unknown): unknown {
  if (!(cause instanceof EngineError)) return cause;
  const failure = cause.failure === 'not-found' ? 'not-found' : 'no-engine';
  return new TrackingError(failure, cause.message, { cause });
}
