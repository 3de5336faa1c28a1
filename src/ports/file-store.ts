/**
 * Files to read: a disk, a volume, the inside of a stopped container. Paths are absolute, in the form of the place
 * they belong to. Every call rejects with a `FileStoreError` or, after an abort, with the signal's reason.
 */
export interface FileStore {
  /** Undefined if nothing is there. Follows symbolic links. */
  findStatus(path: string, signal: AbortSignal): Promise<FileStatus | undefined>;
  /** Names directly below a folder in no special order. Fails with `not-found` or `not-a-folder`. */
  list(path: string, signal: AbortSignal): Promise<readonly FileEntry[]>;
  /** At most `maxBytes`; fails with `too-large` when the file has more. */
  read(path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
}

export interface FileEntry {
  readonly name: string;
  /** A link counts as what it is, not as what it points to. */
  readonly kind: FileKind;
}

export interface FileStatus {
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export type FileKind = 'file' | 'folder' | 'link' | 'other';

export type FileFailure =
  'not-found' | 'not-a-folder' | 'not-a-file' | 'denied' | 'too-large' | 'unexpected';

export class FileStoreError extends Error {
  readonly failure: FileFailure;

  constructor(failure: FileFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileStoreError';
    this.failure = failure;
  }
}
