import type { ContainerEngine } from '../ports/container-engine.ts';
import type { ComposeRunner } from '../ports/compose-runner.ts';
import type { FileWriter } from '../ports/file-writer.ts';
import type { TrackingStoreOpener } from '../ports/tracking-store.ts';
import type { ProjectCache } from '../core/model/project-cache.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { DeclaredProject } from '../app/declared-project.ts';
import type { Leftover } from '../app/leftovers.ts';

/** What a command may touch. The composition root makes it; tests make their own. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  /** Writes to standard output as it is: the caller ends its lines. */
  out(text: string): void;
  /** Bytes of a program that the command runs, for standard output or standard error. */
  outBytes(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** Writes one line to standard error. */
  err(text: string): void;
  /** Aborted by ^C and by the terminal's end. */
  readonly signal: AbortSignal;
  /** Size of the terminal; absent where the output is none. */
  terminalSize(): { readonly columns: number; readonly rows: number } | undefined;
  /** Calls back after each change of the terminal's size; returns what stops it. */
  onResize(listener: () => void): () => void;
  /** Finds and opens the engine when first asked for. Rejects with an `EngineError`. */
  openEngine(): Promise<ContainerEngine>;
  openCompose(): Promise<ComposeRunner>;
  /** Opens MLflow stores: servers, files, and files inside of volumes and containers. */
  readonly trackingStores: TrackingStoreOpener;
  /** Reads a project root. Rejects with Node's error where the folder cannot be listed. */
  loadSnapshot(folder: string, options?: SnapshotOptions): Promise<Snapshot>;
  /** Writes project files, for scaffolding. */
  readonly fileWriter: FileWriter;
  /** Compose projects that the folder's files declare. */
  loadProjects(): Promise<readonly DeclaredProject[]>;
  /** Now, by this machine's clock, in milliseconds since 1970. */
  now(): number;
  /** A name that no other session has; it tells which process it is of. */
  createSessionName(): string;
  /** Whether the session that made an object may still be at work. */
  isSessionAlive(leftover: Leftover): boolean;
}

export interface SnapshotOptions {
  /** Parsed files, so that the model which is built from the snapshot does not parse them again. */
  readonly cache?: ProjectCache;
  /** Variables of the shell that would run Compose; left out where the result has to be the same for everybody. */
  readonly environment?: ReadonlyMap<string, string>;
}

/** Resolves with the exit code: 0 all is well, 1 findings, 2 it could not run. Rejects where its signal stops it. */
export type CliCommand = (context: CliContext, args: readonly string[]) => Promise<number>;
