/** A compose project as the program that acts on it must be told: nothing is left to its own guesses. */
export interface ComposeProject {
  /** Project name, lower case as Compose wants it. */
  readonly name: string;
  /** Absolute path of the project's folder. */
  readonly directory: string;
  /** Absolute paths in the order in which they are merged; at least one. */
  readonly files: readonly string[];
  readonly profiles?: readonly string[];
}

/** One line of what the program says while it works, without escape sequences. */
interface ComposeProgress {
  readonly text: string;
}

export type ComposeFailure =
  /** There is no `docker` program, or it has no Compose plugin. */
  | 'not-installed'
  /** A name or a path that cannot be handed over safely. */
  | 'invalid'
  | 'engine-unreachable'
  | 'port-taken'
  | 'build-failed'
  | 'deadline'
  | 'aborted'
  | 'failed';

/** Why a compose action did not work. `message` is one sentence for a person; `log` is what the program said last. */
export class ComposeError extends Error {
  readonly failure: ComposeFailure;
  readonly log: string;

  constructor(failure: ComposeFailure, message: string, log: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ComposeError';
    this.failure = failure;
    this.log = log;
  }
}

export interface UpOptions {
  /** Services to start with what they depend on; all of them when absent or empty. */
  readonly services?: readonly string[];
  readonly build?: boolean;
}

export interface ComposeActionOptions {
  readonly services?: readonly string[];
}

/**
 * What changes a compose project. Every action ends by itself within its time limit, can be cut by its signal (then
 * Compose is asked to stop, and killed when it does not), and rejects with a `ComposeError`.
 */
export interface ComposeRunner {
  /** Version of the Compose plugin, such as `2.40.3`. Fails with `not-installed`. */
  version(signal: AbortSignal): Promise<string>;
  /** Creates and starts in the background; resolves when started. */
  up(
    project: ComposeProject,
    options: UpOptions,
    report: ComposeReport,
    signal: AbortSignal,
  ): Promise<void>;
  stop(
    project: ComposeProject,
    options: ComposeActionOptions,
    report: ComposeReport,
    signal: AbortSignal,
  ): Promise<void>;
  /** Removes containers and networks of the project, never its volumes. */
  down(project: ComposeProject, report: ComposeReport, signal: AbortSignal): Promise<void>;
  /** Resolves if Compose takes the files as they are; rejects with its complaint. Changes nothing and prints no values. */
  check(project: ComposeProject, signal: AbortSignal): Promise<void>;
}

/** Told each line as it comes, in order. */
export type ComposeReport = (progress: ComposeProgress) => void;
