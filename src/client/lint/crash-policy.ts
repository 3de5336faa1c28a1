import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';

export interface CrashPolicyOptions {
  readonly now: () => number;
  /** Called once when the server is not started again. */
  readonly onGiveUp: () => void;
}

const maxCrashes = 4;
/** Milliseconds within which so many crashes mean that the next start would crash too. */
const crashWindow = 3 * 60_000;

/** A server that crashes is started again, but not for ever; the status item says so, no dialog does. */
export class CrashPolicy implements ErrorHandler {
  readonly #options: CrashPolicyOptions;
  #crashes: readonly number[] = [];

  constructor(options: CrashPolicyOptions) {
    this.#options = options;
  }

  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const now = this.#options.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < crashWindow), now];
    if (this.#crashes.length < maxCrashes) return { action: CloseAction.Restart, handled: true };
    this.#options.onGiveUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
