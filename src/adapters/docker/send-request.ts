import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { EngineError } from '../../ports/engine-error.ts';
import { errorOfConnection } from './to-engine-error.ts';
import type { Transport } from './transport.ts';

export interface EngineRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  /** Whether the connection is to become a plain pipe to a program. */
  readonly upgrade: boolean;
  /** Milliseconds until the answer begins; absent for calls that answer when something happens. */
  readonly answerTime?: number;
}

export type EngineAnswer =
  | { readonly kind: 'response'; readonly response: IncomingMessage }
  | { readonly kind: 'pipe'; readonly pipe: Duplex };

/**
 * Sends one request and resolves with the beginning of its answer. Always settles: by the answer, a broken connection,
 * a time limit or the signal. Redirects are answers like any other. After an abort the answer's stream is destroyed too.
 */
export async function sendRequest(
  transport: Transport,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<EngineAnswer> {
  try {
    return await sendOnce(transport, request, signal);
  } catch (error) {
    // A kept connection may have died unnoticed; asking the same question again on a new one harms nobody.
    if (error instanceof StaleConnection && ['GET', 'HEAD'].includes(request.method)) {
      return sendOnce(transport, request, signal);
    }
    throw error instanceof StaleConnection ? error.fault : error;
  }
}

class StaleConnection extends Error {
  readonly fault: EngineError;

  constructor(fault: EngineError) {
    super(fault.message, { cause: fault });
    this.fault = fault;
  }
}

/** What an aborted call rejects with. */
function abortedError(signal: AbortSignal): EngineError {
  return new EngineError('aborted', 'The call was given up.', { cause: signal.reason });
}

function sendOnce(
  transport: Transport,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<EngineAnswer> {
  if (signal.aborted) return Promise.reject(abortedError(signal));
  return new Promise((resolve, reject) => {
    const sent = transport.request({
      method: request.method,
      path: request.path,
      headers: { ...request.headers, ...upgradeHeaders(request.upgrade) },
    });
    const fail = (error: EngineError): void => {
      sent.destroy(error);
      settle();
      reject(
        sent.reusedSocket && error.failure === 'unreachable' ? new StaleConnection(error) : error,
      );
    };
    const onAbort = (): void => fail(abortedError(signal));
    const stopTimers = startTimers(transport, request, sent, fail);
    const settle = (): void => {
      stopTimers();
      signal.removeEventListener('abort', onAbort);
    };
    const succeed = (answer: EngineAnswer): void => {
      settle();
      destroyOnAbort(answer, signal);
      resolve(answer);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    sent.on('error', (cause) => fail(errorOfConnection(cause, transport.address)));
    sent.on('close', () =>
      fail(new EngineError('unreachable', 'The engine closed the connection without an answer.')),
    );
    sent.on('response', (response) => succeed({ kind: 'response', response }));
    sent.on('upgrade', (_response, pipe: Duplex, head) => {
      if (!request.upgrade) {
        pipe.destroy();
        fail(new EngineError('protocol', 'The engine changed the protocol unasked.'));
        return;
      }
      if (head.length > 0) pipe.unshift(head);
      succeed({ kind: 'pipe', pipe });
    });
    sent.end(request.body);
  });
}

function upgradeHeaders(upgrade: boolean): OutgoingHttpHeaders {
  return upgrade ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {};
}

function startTimers(
  transport: Transport,
  request: EngineRequest,
  sent: ClientRequest,
  fail: (error: EngineError) => void,
): () => void {
  const connecting = setTimeout(() => {
    fail(
      new EngineError(
        'deadline',
        `No connection to ${transport.address} within ${transport.connectTime / 1000} seconds.`,
      ),
    );
  }, transport.connectTime);
  sent.on('socket', (socket) => {
    if (!socket.connecting) clearTimeout(connecting);
    socket.once('connect', () => clearTimeout(connecting));
  });
  const { answerTime } = request;
  const answering =
    answerTime === undefined
      ? undefined
      : setTimeout(() => {
          fail(
            new EngineError(
              'deadline',
              `No answer from the engine within ${answerTime / 1000} seconds.`,
            ),
          );
        }, answerTime);
  return () => {
    clearTimeout(connecting);
    clearTimeout(answering);
  };
}

function destroyOnAbort(answer: EngineAnswer, signal: AbortSignal): void {
  const stream = answer.kind === 'pipe' ? answer.pipe : answer.response;
  const onAbort = (): void => void stream.destroy(abortedError(signal));
  signal.addEventListener('abort', onAbort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', onAbort));
  // Somebody may have stopped reading by the time it breaks; those who read hear of it from their iterator.
  stream.on('error', () => undefined);
}
