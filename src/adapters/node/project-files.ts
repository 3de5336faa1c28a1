import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { join, sep } from 'node:path';
import { isCheckedName, isTooLarge } from '../../core/model/file-names.ts';
import type { ProjectCache } from '../../core/model/project-cache.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { findWantedFiles } from '../../core/model/wanted-files.ts';

export interface LoadOptions {
  /** Texts that count instead of the disk's, such as unsaved documents; by path relative to the root with `/`. */
  readonly overlays?: ReadonlyMap<string, string>;
  /** Variables of the shell; none unless given, so that the result is the same for everybody. */
  readonly environment?: ReadonlyMap<string, string>;
  /** Pass the one that `buildProject` gets, so that compose files are parsed once. */
  readonly cache?: ProjectCache;
  /** More entries than this are not listed; the snapshot is partial then. 20,000 unless given. */
  readonly maxEntries?: number;
}

const MAX_ENTRIES = 20_000;
/** Milliseconds of work between two chances for others. */
const SLICE = 10;

/**
 * Reads one project root as far as the model needs it: names of everything, texts of the files it asks for. Lets others
 * work in between. Rejects with the signal's reason, or with Node's error where the root cannot be listed.
 */
export async function loadSnapshot(
  root: string,
  signal: AbortSignal,
  options: LoadOptions = {},
): Promise<Snapshot> {
  const reader = new SnapshotReader(root, options);
  let resumed = performance.now();
  for (const _ of reader.steps()) {
    signal.throwIfAborted();
    if (performance.now() - resumed < SLICE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    resumed = performance.now();
  }
  return reader.snapshot();
}

/** The same without a pause: the fastest way for a program that does nothing else. */
export function loadSnapshotSync(
  root: string,
  signal: AbortSignal,
  options: LoadOptions = {},
): Snapshot {
  const reader = new SnapshotReader(root, options);
  for (const _ of reader.steps()) signal.throwIfAborted();
  return reader.snapshot();
}

class SnapshotReader {
  readonly #root: string;
  readonly #options: LoadOptions;
  readonly #files = new Map<string, string | undefined>();
  /** Pipes, sockets and devices: reading them could wait for ever. */
  readonly #unreadable = new Set<string>();
  readonly #opaqueFolders = new Set<string>();
  readonly #largeFiles = new Set<string>();
  readonly #foreignFiles = new Set<string>();
  #entries = 0;
  #realRoot: string | undefined;
  #isPartial = false;

  constructor(root: string, options: LoadOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** Does the work; each step is short. */
  *steps(): Generator<void> {
    yield* this.#list();
    for (const [path, text] of this.#options.overlays ?? []) this.#files.set(path, text);
    const asked = new Set<string>();
    for (;;) {
      yield;
      const wanted = findWantedFiles(this.snapshot(), this.#options.cache).filter(
        (path) => !asked.has(path),
      );
      if (wanted.length === 0) return;
      for (const path of wanted) {
        yield;
        asked.add(path);
        if (!this.#unreadable.has(path)) this.#files.set(path, this.#read(path));
      }
    }
  }

  snapshot(): Snapshot {
    return {
      files: this.#files,
      isPartial: this.#isPartial,
      environment: this.#options.environment ?? new Map(),
      opaqueFolders: this.#opaqueFolders,
      largeFiles: this.#largeFiles,
      foreignFiles: this.#foreignFiles,
    };
  }

  /** Breadth first, so that the limit cuts off what is deepest. */
  *#list(): Generator<void> {
    const limit = this.#options.maxEntries ?? MAX_ENTRIES;
    const queue = [''];
    for (const folder of queue) {
      yield;
      const entries = this.#readFolder(folder);
      if (entries.length === 0 && folder !== '') this.#opaqueFolders.add(folder);
      for (const entry of entries) {
        this.#entries += 1;
        if (this.#entries > limit) {
          this.#isPartial = true;
          return;
        }
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) this.#addFile(path, entry);
        else if (isSkipped(entry.name)) this.#opaqueFolders.add(path);
        else queue.push(path);
      }
    }
  }

  /** A folder that may not be read is opaque; the root has to be readable. */
  #readFolder(folder: string): readonly Dirent[] {
    try {
      const entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (folder === '') throw error;
      return [];
    }
  }

  #addFile(path: string, entry: Dirent): void {
    if (entry.isSymbolicLink()) {
      const kind = this.#findLinkKind(path);
      // Links to folders are not followed: they may lead round in circles or out of the project.
      if (kind === 'folder') {
        this.#opaqueFolders.add(path);
        return;
      }
      if (kind === 'other') this.#unreadable.add(path);
    } else if (!entry.isFile()) this.#unreadable.add(path);
    this.#files.set(path, undefined);
  }

  #findLinkKind(path: string): 'file' | 'folder' | 'other' {
    try {
      const target = realpathSync(join(this.#root, path));
      const stats = statSync(target);
      if (stats.isDirectory()) return 'folder';
      // What lies outside the project is none of its files, whatever leads there.
      return stats.isFile() && this.#isInside(target) ? 'file' : 'other';
    } catch {
      // It leads to nothing, or round in a circle.
      return 'other';
    }
  }

  #isInside(target: string): boolean {
    this.#realRoot ??= realpathSync(this.#root);
    return target.startsWith(this.#realRoot + sep);
  }

  /** Undefined where the file is gone, too large, or may not be read. */
  #read(path: string): string | undefined {
    let descriptor: number | undefined;
    try {
      // What was a file when it was listed may be a pipe by now: never wait for its other end.
      const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
      descriptor = openSync(join(this.#root, path), flags);
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) return undefined;
      if (isTooLarge(path, stats.size)) {
        if (isCheckedName(path)) this.#largeFiles.add(path);
        return undefined;
      }
      const bytes = readAll(descriptor, stats.size);
      const text = decode(bytes);
      if (isUtf16(bytes) || text.includes('\uFFFD')) this.#foreignFiles.add(path);
      return text;
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }
}

function readAll(descriptor: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** UTF-8, or UTF-16 where a byte order mark says so. The mark stays, so that offsets are those of the file. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  return bytes.toString('utf8');
}

/** Folders of tools, caches and results: their names say enough, and they hold thousands of files. */
function isSkipped(name: string): boolean {
  return skippedNames.has(name) || name.endsWith('.egg-info');
}

const skippedNames: ReadonlySet<string> = new Set([
  '.cache',
  '.eggs',
  '.git',
  '.hg',
  '.idea',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.next',
  '.nox',
  '.pytest_cache',
  '.ruff_cache',
  '.svn',
  '.terraform',
  '.tox',
  '.venv',
  '.vscode-test',
  '__pycache__',
  'dist',
  'lightning_logs',
  'mlartifacts',
  'mlruns',
  'node_modules',
  'site-packages',
  'venv',
  'wandb',
]);
