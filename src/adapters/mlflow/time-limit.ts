import { TrackingError } from '../../ports/tracking-store.ts';

/**
 * Runs work under a caller's signal and a deadline. Rejects with the caller's reason after an abort and with
 * `deadline` when the time is over, even if the work itself never settles.
 */
export async function withTimeLimit<Value>(
  signal: AbortSignal,
  milliseconds: number,
  work: (limited: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new TrackingError('deadline', `No answer within ${milliseconds} ms.`));
  }, milliseconds);
  const limited = AbortSignal.any([signal, limit.signal]);
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => {
    reject(toReason(limited));
  };
  limited.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(limited), stopped]);
  } catch (cause) {
    // Whatever the work makes of an abort, its reason is what the caller is told.
    if (limited.aborted) throw toReason(limited);
    throw cause;
  } finally {
    clearTimeout(timer);
    limited.removeEventListener('abort', stop);
  }
}

function toReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The call was aborted.');
}
