/** A piece of a program's output as it arrived; a piece may end in the middle of a UTF-8 character. */
export interface OutputChunk {
  /** A program on a terminal writes everything to `stdout`. */
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/** One open connection to a program's standard streams. */
export interface ByteSession {
  /** What the program writes. Iterated once; ends with the connection; rejects with an `EngineError` when it is cut. */
  readonly output: AsyncIterable<OutputChunk>;
  /** Sends input; resolves when the connection can take more. After the end it does nothing. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes the input only; the output goes on. */
  end(): void;
  /** Drops the connection at once. May be called more than once. */
  close(): void;
}
