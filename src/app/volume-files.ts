import type { ContainerEngine } from '../ports/container-engine.ts';
import { EngineError, isEngineError } from '../ports/engine-error.ts';
import type { Labels } from '../ports/engine-objects.ts';
import { readTarEntries } from './tar-entries.ts';

/** A file or a folder in a volume. */
export interface VolumeFile {
  /** Relative to the volume, with `/`; never absolute and without `..`. */
  readonly path: string;
  readonly name: string;
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly permissions: number;
  readonly linkTarget: string;
}

export interface VolumeListing {
  /** Folders before what is in them. */
  readonly files: readonly VolumeFile[];
  /** Whether reading stopped before the end, at one of the limits. */
  readonly isCut: boolean;
}

export interface VolumeAccess {
  readonly engine: ContainerEngine;
  readonly volume: string;
  /** For the container that is made where none mounts the volume. */
  readonly helperLabels: Labels;
}

/** The archive holds contents too, so a listing pays for them; beyond this a person waits for nothing of use. */
const listingLimits = { entries: 20_000, bytes: 256 * 1024 * 1024 };

/** Where the helper has the volume. */
const helperMount = '/drydock-volume';

/** Everything in a volume, up to the limits; or everything below one of its folders. */
export async function listVolumeFiles(
  access: VolumeAccess,
  folder: string,
  signal: AbortSignal,
): Promise<VolumeListing> {
  return throughContainer(access, signal, async (container, mount) => {
    const path = toContainerPath(mount, folder);
    const counted = new CountedBytes(access.engine.readArchive(container, path, signal));
    const files: VolumeFile[] = [];
    const base = folder === '' ? [] : folder.split('/').slice(0, -1);
    for await (const entry of readTarEntries(counted, { bodySize: 0 })) {
      // The archive's first name is that of the folder asked for, which for the volume's root is the mount's own.
      const parts =
        folder === '' ? entry.path.split('/').slice(1) : [...base, ...entry.path.split('/')];
      const file = parts.join('/');
      if (file === '' || file === folder || parts.includes('..')) continue;
      files.push({ ...entry, path: file, name: parts.at(-1) ?? '' });
      if (files.length >= listingLimits.entries || counted.total > listingLimits.bytes) {
        return { files, isCut: true };
      }
    }
    return { files, isCut: false };
  });
}

/** One file, at most `limit` bytes; `invalid` where it is longer or no plain file. */
export async function readVolumeFile(
  access: VolumeAccess,
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return throughContainer(access, signal, async (container, mount) => {
    const archive = access.engine.readArchive(container, toContainerPath(mount, path), signal);
    for await (const entry of readTarEntries(archive, { bodySize: limit })) {
      if (entry.body !== undefined) return entry.body;
      const why = entry.type === 'file' ? `is larger than ${limit} bytes` : 'is no plain file';
      throw new EngineError('invalid', `"${path}" ${why}.`);
    }
    throw new EngineError('not-found', `"${path}" is not in the volume.`);
  });
}

/** Asks through each container that mounts the volume, running ones first; then through a helper made for the moment. */
export async function throughContainer<T>(
  access: VolumeAccess,
  signal: AbortSignal,
  ask: (container: string, mount: string) => Promise<T>,
): Promise<T> {
  const { engine, volume } = access;
  const containers = await engine.listContainers({}, signal);
  const mounts = containers
    .filter((container) => container.state !== 'removing' && container.state !== 'dead')
    .sort((a, b) => Number(b.state === 'running') - Number(a.state === 'running'))
    .flatMap((container) => {
      const mount = container.mounts.find((item) => item.kind === 'volume' && item.name === volume);
      return mount === undefined ? [] : [{ id: container.id, destination: mount.destination }];
    });
  for (const mount of mounts) {
    try {
      return await ask(mount.id, mount.destination);
    } catch (error) {
      // A container whose other mount is broken finds nothing at all, and one may be removed while we ask.
      if (!isEngineError(error, 'not-found')) throw error;
    }
  }
  return throughHelper(access, signal, ask);
}

async function throughHelper<T>(
  access: VolumeAccess,
  signal: AbortSignal,
  ask: (container: string, mount: string) => Promise<T>,
): Promise<T> {
  const { engine, volume, helperLabels } = access;
  const [image] = await engine.listImages({}, signal);
  if (image === undefined) {
    throw new EngineError(
      'unsupported',
      'No container mounts this volume, and there is no image to look through: pull any image.',
    );
  }
  const helper = await engine.createContainer(
    {
      image: image.id,
      command: ['-'],
      labels: helperLabels,
      host: { networkMode: 'none' },
      mounts: [{ kind: 'volume', source: volume, target: helperMount, readOnly: true }],
    },
    signal,
  );
  try {
    return await ask(helper, helperMount);
  } finally {
    const options = { force: true, volumes: true };
    await engine.removeContainer(helper, options, AbortSignal.timeout(30_000));
  }
}

function toContainerPath(mount: string, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return [mount.replace(/\/+$/, ''), ...parts].join('/');
}

/** Counts what passes, and stops the source when its reader stops. */
class CountedBytes implements AsyncIterable<Uint8Array> {
  total = 0;
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of this.#source) {
      this.total += chunk.length;
      yield chunk;
    }
  }
}
