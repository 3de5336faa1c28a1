/** One file that is written whole. */
export interface FileToWrite {
  /** Absolute path, in the form of the place it belongs to. */
  readonly path: string;
  readonly text: string;
  /** What the file held when the change was planned; undefined where there was no file. */
  readonly expected: string | undefined;
}

/** Writes text files. Every call rejects with a `FileWriteError` or, after an abort, with the signal's reason. */
export interface FileWriter {
  /**
   * Checks all files first and then writes them one by one, so that a file that changed since it was planned (`changed`) keeps all
   * of them as they are. Missing folders are made. Line ends and byte order marks are written as given, in UTF-8.
   */
  writeAll(files: readonly FileToWrite[], signal: AbortSignal): Promise<void>;
}

export type FileWriteFailure =
  /** The file is not what it was, or it appeared meanwhile. */
  'changed' | 'denied' | 'unexpected';

export class FileWriteError extends Error {
  readonly failure: FileWriteFailure;
  readonly path: string;

  constructor(failure: FileWriteFailure, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileWriteError';
    this.failure = failure;
    this.path = path;
  }
}
