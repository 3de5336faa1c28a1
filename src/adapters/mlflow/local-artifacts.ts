import { fileURLToPath } from 'node:url';
import { isAbsolute, join, relative } from 'node:path';
import { FileStoreError, type FileStore } from '../../ports/file-store.ts';
import { TrackingError, type Artifact } from '../../ports/tracking-store.ts';

/**
 * Artifacts of a store that we read from disk. An artifact URI is what another machine wrote, so it is followed only
 * to folders below the store's own; links below the run's folder are not followed.
 */
export class LocalArtifacts {
  readonly #files: FileStore;
  readonly #root: string;

  constructor(files: FileStore, root: string) {
    this.#files = files;
    this.#root = root;
  }

  async list(artifactUri: string, path: string, signal: AbortSignal): Promise<readonly Artifact[]> {
    const folder = await this.#resolve(artifactUri, path, signal);
    if (folder === undefined) return [];
    const entries = await this.#files.list(folder, signal);
    const artifacts = entries.map(async ({ name, kind }): Promise<Artifact> => {
      const child = path === '' ? name : `${path}/${name}`;
      if (kind === 'folder') return { path: child, isFolder: true };
      const status = await this.#files.findStatus(join(folder, name), signal);
      return {
        path: child,
        isFolder: false,
        ...(status === undefined ? {} : { size: status.size }),
      };
    });
    const found = await Promise.all(artifacts);
    return found.toSorted((first, second) => (first.path < second.path ? -1 : 1));
  }

  async read(
    place: { readonly artifactUri: string; readonly path: string; readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const file = await this.#resolve(place.artifactUri, place.path, signal);
    if (file === undefined) throw new TrackingError('not-found', 'There is no such artifact.');
    try {
      return await this.#files.read(file, place.maxBytes, signal);
    } catch (cause) {
      throw toTrackingError(cause);
    }
  }

  /** Undefined if the run's folder is where it belongs but was never made: then it has no artifacts. */
  async #resolve(
    artifactUri: string,
    path: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const segments = path === '' ? [] : path.split('/');
    if (
      segments.some(
        (segment) =>
          segment === '' || segment === '.' || segment === '..' || segment.includes('\\'),
      )
    ) {
      throw new TrackingError('not-found', 'An artifact path leads out of its folder.');
    }
    const candidates = candidateFolders(artifactUri, this.#root);
    if (candidates.length === 0) {
      throw new TrackingError('artifacts-elsewhere', `The artifacts are at ${artifactUri}.`);
    }
    for (const candidate of candidates) {
      const status = await this.#files.findStatus(candidate, signal);
      if (status?.kind === 'folder') return this.#descend(candidate, segments, signal);
    }
    return undefined;
  }

  async #descend(
    folder: string,
    segments: readonly string[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    let at = folder;
    for (const [index, segment] of segments.entries()) {
      const entries = await this.#files.list(at, signal);
      const kind = entries.find(({ name }) => name === segment)?.kind;
      const isLast = index === segments.length - 1;
      if (kind !== 'folder' && !(isLast && kind === 'file')) return undefined;
      at = join(at, segment);
    }
    return at;
  }
}

/** The place itself if it is below the root, then the same tail below the folders where MLflow puts artifacts. */
function candidateFolders(artifactUri: string, root: string): readonly string[] {
  const path = toPath(artifactUri);
  if (path === undefined) return [];
  const candidates: string[] = [];
  if (isAbsolute(path)) {
    if (isBelow(path, root)) candidates.push(path);
  } else if (isBelow(join(root, path), root)) candidates.push(join(root, path));
  // Such as `3/<run>/artifacts`, whatever the machine that logged it calls the folder above.
  const tail = path.split(/[/\\]/u).slice(-3).join('/');
  for (const parent of ['', 'mlruns', 'mlartifacts', 'artifacts']) {
    const candidate = join(root, parent, tail);
    if (isBelow(candidate, root) && !candidates.includes(candidate)) candidates.push(candidate);
  }
  return candidates;
}

function toPath(artifactUri: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/iu.exec(artifactUri)?.[1]?.toLowerCase();
  if (scheme === undefined) return artifactUri;
  if (scheme === 'mlflow-artifacts') {
    return artifactUri.replace(/^mlflow-artifacts:(?:\/\/[^/]*)?\/*/iu, '');
  }
  if (scheme !== 'file') return undefined;
  try {
    return fileURLToPath(artifactUri);
  } catch {
    // A file URL of another system or with a host, which is nowhere here.
    return undefined;
  }
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** What a file store says in the words of a tracking store. */
export function toTrackingError(cause: unknown): unknown {
  if (!(cause instanceof FileStoreError)) return cause;
  switch (cause.failure) {
    case 'not-found':
    case 'not-a-file':
    case 'not-a-folder':
      return new TrackingError('not-found', cause.message, { cause });
    case 'denied':
      return new TrackingError('denied', cause.message, { cause });
    case 'too-large':
      return new TrackingError('too-large', cause.message, { cause });
    default:
      return new TrackingError('damaged', cause.message, { cause });
  }
}
