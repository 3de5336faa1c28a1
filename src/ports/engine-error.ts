/** What can go wrong between us and an engine, as callers tell it apart. */
export type EngineFailure =
  /** No engine is set up on this machine: there is no socket where one belongs. */
  | 'not-installed'
  /** There is an address but nobody answers. */
  | 'unreachable'
  /** The engine's socket or the engine itself refuses this user. */
  | 'denied'
  /** The container, image, path or volume does not exist. */
  | 'not-found'
  /** The object's state forbids it: a container that runs, an image in use, a port that is taken. */
  | 'conflict'
  /** The engine refuses the request as wrong. */
  | 'invalid'
  /** The engine cannot do this, by its version or by what it is. */
  | 'unsupported'
  /** Nothing came within our time limit. */
  | 'deadline'
  /** What answers does not talk like an engine, or stopped in the middle of a sentence. */
  | 'protocol'
  /** The caller gave up. */
  | 'aborted'
  /** The engine reports a failure of its own. */
  | 'unexpected';

/** Every fault of an engine. `message` is one sentence for a person; code looks at `failure` only. */
export class EngineError extends Error {
  readonly failure: EngineFailure;
  /** What the engine itself said, cut to a sane length and free of control characters; absent where it said nothing. */
  readonly said: string | undefined;

  constructor(failure: EngineFailure, message: string, details: EngineErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'EngineError';
    this.failure = failure;
    this.said = details.said;
  }
}

export interface EngineErrorDetails {
  readonly cause?: unknown;
  readonly said?: string;
}

/** Whether the error is an engine's fault of one of these kinds; of any kind when none is named. */
export function isEngineError(
  error: unknown,
  ...failures: readonly EngineFailure[]
): error is EngineError {
  return (
    error instanceof EngineError && (failures.length === 0 || failures.includes(error.failure))
  );
}
