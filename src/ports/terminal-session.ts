import type { OutputChunk } from './byte-session.ts';

/** A shell that a terminal, a command line or a test can drive. Whatever ends it, it cleans up behind itself. */
export interface TerminalSession {
  /** What a person reads in the terminal's title. */
  readonly title: string;
  /** Iterated once; ends when the shell has ended or the session was closed. */
  readonly output: AsyncIterable<OutputChunk>;
  /** Sends keys or pasted text as UTF-8 bytes; resolves when more may be sent. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes the shell's input, as ^D at an empty prompt does. */
  end(): void;
  /** Character cells. The last call wins; one that comes too late is ignored. */
  resize(columns: number, rows: number): void;
  /** The shell's exit code. Settles after everything that the session made is gone; never rejects. */
  readonly exit: Promise<number>;
  /** Ends the shell and removes everything it needed. Resolves when nothing is left; may be called more than once. */
  close(): Promise<void>;
}
