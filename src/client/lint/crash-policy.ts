import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';
import { CrashCount } from './crash-count.ts';

/** A server that crashes is started again, but not for ever; the status item says so, no dialog does. */
export class CrashPolicy implements ErrorHandler {
  readonly #crashes = new CrashCount();
  readonly #onGiveUp: () => void;

  /** `onGiveUp` is called when the server is not started again. */
  constructor(onGiveUp: () => void) {
    this.#onGiveUp = onGiveUp;
  }

  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    if (this.#crashes.mayRestart(Date.now())) return { action: CloseAction.Restart, handled: true };
    this.#onGiveUp();
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
