import { join } from 'node:path';
import { FileStoreError, type FileStore } from '../../../ports/file-store.ts';
import { parseMeta, type Meta } from './meta-yaml.ts';

/** Enough for any `meta.yaml`, tag or parameter that MLflow writes. */
const maxTextBytes = 4 * 1024 * 1024;
/** How many files are read at once. */
const parallelReads = 24;
/** Keys with `/` become folders; deeper ones than this are not from MLflow. */
const maxKeyDepth = 16;

const decoder = new TextDecoder();

/** Reading below an `mlruns` folder. A file that cannot be read counts as absent: MLflow may be at work there. */
export class StoreFolder {
  readonly #files: FileStore;
  readonly #signal: AbortSignal;

  constructor(files: FileStore, signal: AbortSignal) {
    this.#files = files;
    this.#signal = signal;
  }

  /** Names of the folders directly below one; links to folders count, as they do for MLflow. */
  async folders(path: string): Promise<readonly string[]> {
    const entries = await this.#list(path);
    const found = await mapInParallel(entries, async ({ name, kind }) => {
      if (kind === 'folder') return [name];
      if (kind !== 'link') return [];
      const status = await this.#files.findStatus(join(path, name), this.#signal);
      return status?.kind === 'folder' ? [name] : [];
    });
    return found.flat().sort();
  }

  async findText(path: string, maxBytes = maxTextBytes): Promise<string | undefined> {
    try {
      return decoder.decode(await this.#files.read(path, maxBytes, this.#signal));
    } catch (cause) {
      return recover(cause);
    }
  }

  async findMeta(folder: string): Promise<Meta | undefined> {
    const text = await this.findText(join(folder, 'meta.yaml'));
    return text === undefined ? undefined : parseMeta(text);
  }

  /** Keys below a folder of metrics, parameters or tags: a key with `/` is a path of folders. */
  async keys(path: string, depth = 0): Promise<readonly string[]> {
    const entries = await this.#list(path);
    const found = await mapInParallel(entries, async ({ name, kind }) => {
      if (kind === 'file' || kind === 'link') return [name];
      if (kind !== 'folder' || depth >= maxKeyDepth) return [];
      const below = await this.keys(join(path, name), depth + 1);
      return below.map((key) => `${name}/${key}`);
    });
    return found.flat();
  }

  /** Keys with the whole text of their files. */
  async entries(path: string): Promise<readonly (readonly [string, string])[]> {
    const keys = await this.keys(path);
    const found = await mapInParallel(keys, async (key) => {
      const text = await this.findText(join(path, key));
      return text === undefined ? [] : [[key, text] as const];
    });
    return found.flat();
  }

  async #list(path: string) {
    try {
      return await this.#files.list(path, this.#signal);
    } catch (cause) {
      return recover(cause) ?? [];
    }
  }
}

/** MLflow's own test is a folder of digits with a `meta.yaml`; a store whose experiments are all deleted has a trash. */
export async function isMlrunsFolder(
  files: FileStore,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = new StoreFolder(files, signal);
  for (const name of await folder.folders(path)) {
    if (name === '.trash') return true;
    if (
      /^\d+$/u.test(name) &&
      (await folder.findMeta(join(path, name)))?.text('experiment_id') !== undefined
    ) {
      return true;
    }
  }
  return false;
}

export async function mapInParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallelReads, items.length) }, worker));
  return results;
}

function recover(cause: unknown): undefined {
  if (!(cause instanceof FileStoreError)) throw cause;
  return undefined;
}
