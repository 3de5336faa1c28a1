import { join } from 'node:path';
import type { FileStore } from '../../ports/file-store.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { InnerLocation, StoreFetcher } from '../../ports/store-fetcher.ts';
import {
  TrackingError,
  type TrackingStore,
  type TrackingStoreOpener,
} from '../../ports/tracking-store.ts';
import { FileTrackingStore } from './files/file-tracking-store.ts';
import { isMlrunsFolder } from './files/store-folder.ts';
import { toTrackingError } from './local-artifacts.ts';
import { RestTrackingStore } from './rest/rest-tracking-store.ts';
import { SqliteTrackingStore } from './sqlite/sqlite-tracking-store.ts';

export interface OpenerOptions {
  readonly files: FileStore;
  readonly secrets: Pick<SecretStore, 'find'>;
  /** The SQLite worker's entry: `sqlite/worker.ts` itself or what the bundler made of it. */
  readonly workerUrl: URL;
  /** Parent of private copies. */
  readonly temporaryFolder: string;
  /** Brings the files of a store inside a volume or a container here; without it those fail with `no-engine`. */
  readonly fetcher?: StoreFetcher;
  /** Milliseconds that one call to a store may take. */
  readonly timeLimit?: number;
}

export function createTrackingStoreOpener(options: OpenerOptions): TrackingStoreOpener {
  const limit = options.timeLimit === undefined ? {} : { timeLimit: options.timeLimit };
  const openPath = async (path: string, signal: AbortSignal, location = path) => {
    const found = await findStore(options.files, path, signal);
    if (found.kind === 'files') {
      return new FileTrackingStore({
        files: options.files,
        folder: found.path,
        location,
        ...limit,
      });
    }
    const { files, workerUrl, temporaryFolder } = options;
    return new SqliteTrackingStore({
      file: found.path,
      location,
      files,
      workerUrl,
      temporaryFolder,
      ...limit,
    });
  };
  return {
    async open(location, signal) {
      switch (location.kind) {
        case 'server':
          return new RestTrackingStore({ url: location.url, secrets: options.secrets, ...limit });
        case 'path':
          return openPath(location.path, signal);
        case 'volume':
        case 'container':
          return openFetched(
            options.fetcher,
            location,
            (path) => openPath(path, signal, describe(location)),
            signal,
          );
        default:
          throw new TrackingError('unsupported', `No reader for ${location.scheme}.`);
      }
    },
  };
}

async function openFetched(
  fetcher: StoreFetcher | undefined,
  location: InnerLocation,
  openPath: (path: string) => Promise<TrackingStore>,
  signal: AbortSignal,
): Promise<TrackingStore> {
  if (fetcher === undefined) {
    throw new TrackingError('no-engine', 'There is no container engine to read it with.');
  }
  const fetched = await fetcher.fetch(location, signal);
  try {
    const store = await openPath(fetched.path);
    const close = store.close.bind(store);
    store.close = async () => {
      await close();
      await fetched.remove();
    };
    return store;
  } catch (cause) {
    await fetched.remove();
    throw cause;
  }
}

function describe(location: InnerLocation): string {
  return location.kind === 'volume'
    ? `volume:${location.name}/${location.path}`.replace(/\/$/u, '')
    : `container:${location.container}:${location.path}`;
}

/** A file is taken for a database; a folder may be an `mlruns` folder or hold a store under its usual name. */
async function findStore(
  files: FileStore,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly kind: 'sqlite' | 'files'; readonly path: string }> {
  try {
    const status = await files.findStatus(path, signal);
    if (status === undefined) throw new TrackingError('not-found', `Nothing is at ${path}.`);
    if (status.kind === 'file') return { kind: 'sqlite', path };
    if (status.kind !== 'folder') throw new TrackingError('not-a-store', `${path} is no file.`);
    if (await isMlrunsFolder(files, path, signal)) return { kind: 'files', path };
    const database = join(path, 'mlflow.db');
    if ((await files.findStatus(database, signal))?.kind === 'file')
      return { kind: 'sqlite', path: database };
    const mlruns = join(path, 'mlruns');
    if (await isMlrunsFolder(files, mlruns, signal)) return { kind: 'files', path: mlruns };
  } catch (cause) {
    throw toTrackingError(cause);
  }
  throw new TrackingError('not-a-store', `No MLflow store is in ${path}.`);
}
