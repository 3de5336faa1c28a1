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
  readonly #onCrash: (isRestarting: boolean) => void;

  /** `onCrash` is told whether the server is started again. */
  constructor(onCrash: (isRestarting: boolean) => void) {
    this.#onCrash = onCrash;
  }

  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    const isRestarting = this.#crashes.mayRestart(Date.now());
    this.#onCrash(isRestarting);
    const action = isRestarting ? CloseAction.Restart : CloseAction.DoNotRestart;
    return { action, handled: true };
  }
}
