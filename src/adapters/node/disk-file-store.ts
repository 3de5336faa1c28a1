import { open, readdir, stat } from 'node:fs/promises';
import { constants, type Dirent, type Stats } from 'node:fs';
import {
  FileStoreError,
  type FileEntry,
  type FileFailure,
  type FileKind,
  type FileStatus,
  type FileStore,
} from '../../ports/file-store.ts';

/** This machine's files, read-only. */
export class DiskFileStore implements FileStore {
  async findStatus(path: string, signal: AbortSignal): Promise<FileStatus | undefined> {
    signal.throwIfAborted();
    try {
      const stats = await stat(path);
      return { kind: kindOf(stats), size: stats.size, modifiedAt: stats.mtimeMs };
    } catch (cause) {
      const error = toFileStoreError(cause);
      if (error.failure === 'not-found') return undefined;
      throw error;
    }
  }

  async list(path: string, signal: AbortSignal): Promise<readonly FileEntry[]> {
    signal.throwIfAborted();
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    } catch (cause) {
      throw toFileStoreError(cause);
    }
  }

  async read(path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    try {
      return await readCapped(path, maxBytes, signal);
    } catch (cause) {
      if (signal.aborted || cause instanceof FileStoreError) throw cause;
      throw toFileStoreError(cause);
    }
  }
}

/** Reads until the end and not until the size: files below `/proc` and growing ones have another one. */
async function readCapped(
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // Without waiting for a writer, which a pipe would do.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new FileStoreError('not-a-file', `${path} is not a file.`);
    let buffer = Buffer.allocUnsafe(Math.min(stats.size, maxBytes) + 1);
    let length = 0;
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
      if (length > maxBytes) {
        throw new FileStoreError('too-large', `${path} is larger than ${maxBytes} bytes.`);
      }
      if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(length)]);
    }
  } finally {
    await handle.close();
  }
}

function kindOf(entry: Dirent | Stats): FileKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

const failures: ReadonlyMap<string, FileFailure> = new Map([
  ['ENOENT', 'not-found'],
  ['ENOTDIR', 'not-found'],
  ['EISDIR', 'not-a-file'],
  ['EACCES', 'denied'],
  ['EPERM', 'denied'],
]);

function toFileStoreError(cause: unknown): FileStoreError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const failure = (typeof code === 'string' ? failures.get(code) : undefined) ?? 'unexpected';
  const message = cause instanceof Error ? cause.message : String(cause);
  return new FileStoreError(failure, message, { cause });
}
