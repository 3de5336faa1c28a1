import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../repository.ts';

export interface InstallContext {
  /** Fill this folder; it becomes the item when `install` has returned. */
  readonly folder: string;
  /** Where the folder will stand in the end, for files that hold their own path. */
  readonly finalFolder: string;
}

/** The one folder for slow installs: `$DRYDOCK_CACHE`, or `.cache` in the repository, which git ignores. */
export function cacheFolder(): string {
  const named = process.env['DRYDOCK_CACHE'];
  return named === undefined || named === ''
    ? path.join(repositoryRoot, '.cache')
    : path.resolve(named);
}

/**
 * The folder of a cached item, made with `install` when it is missing. An item is made beside its place and renamed when it is
 * whole, so what stands in the cache is never half made; two processes that want the same item make it once.
 */
export async function ensureCached(
  name: string,
  install: (context: InstallContext) => Promise<void>,
): Promise<string> {
  const finalFolder = path.join(cacheFolder(), name);
  if (await isFolder(finalFolder)) return finalFolder;
  return withLock(name, async () => {
    if (await isFolder(finalFolder)) return finalFolder;
    const folder = `${finalFolder}.partial`;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const started = performance.now();
    tell(`installing ${name} into ${cacheFolder()} …`);
    await install({ folder, finalFolder });
    await rename(folder, finalFolder);
    tell(`installed ${name} in ${Math.round((performance.now() - started) / 1000)} s`);
    return finalFolder;
  });
}

/** Runs one thing at a time under this name, among all processes that use the cache. */
export async function withLock<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  await mkdir(cacheFolder(), { recursive: true });
  const release = await acquireLock(path.join(cacheFolder(), `${name}.lock`));
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Progress of slow steps; stderr, so that output which programs read stays clean. */
export function tell(message: string): void {
  process.stderr.write(`drydock: ${message}\n`);
}

/** Waits until the lock file could be made; a lock whose process is gone is taken over. */
async function acquireLock(file: string): Promise<() => Promise<void>> {
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  const deadline = Date.now() + 30 * 60_000;
  let told = false;
  for (;;) {
    try {
      // Linking a written file makes the lock and its content appear at once.
      await writeFile(own, String(process.pid));
      await link(own, file);
      return () => rm(file, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    } finally {
      await rm(own, { force: true });
    }
    if (await isAbandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new Error(`${file} is held for too long; remove it and try again.`);
    if (!told) tell(`waiting until another process has installed ${path.basename(file, '.lock')}`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  try {
    process.kill(Number(text), 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
