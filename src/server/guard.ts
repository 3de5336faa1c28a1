import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type RemoteConsole,
} from 'vscode-languageserver/node';

/** Milliseconds after which a request is worth a line in the log. */
const slow = 250;

/** Answers one kind of request: a fault in it is logged and answered with the fallback, and the server lives on. */
export type Guard = <Params, Result>(
  name: string,
  fallback: Result,
  answer: (params: Params, token: CancellationToken) => Promise<Result>,
) => (params: Params, token: CancellationToken) => Promise<Result>;

export function createGuard(log: RemoteConsole): Guard {
  return (name, fallback, answer) => async (params, token) => {
    const started = performance.now();
    try {
      const result = await answer(params, token);
      if (token.isCancellationRequested) throw cancelled();
      return result;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      log.error(
        `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return fallback;
    } finally {
      const took = performance.now() - started;
      if (took > slow) log.warn(`${name} took ${Math.round(took)} ms`);
    }
  };
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
