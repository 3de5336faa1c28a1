import { TrackingError, type StoreDescription } from '../../../ports/tracking-store.ts';
import { ResponseError } from './response-error.ts';
import type { RestClient } from './rest-client.ts';

const small = { maxBytes: 4096 };

/** Finds out whether an MLflow server answers, and which: health, version, then one real question. */
export async function probeServer(
  client: RestClient,
  signal: AbortSignal,
): Promise<StoreDescription> {
  const isHealthy = await answersHealth(client, signal);
  const version = await findVersion(client, signal);
  try {
    await client.post('experiments/search', { max_results: 1 }, signal);
  } catch (cause) {
    throw isHealthy ? toOldServerError(cause) : cause;
  }
  return {
    kind: 'server',
    location: client.location,
    ...(version === undefined ? {} : { version }),
  };
}

/** False where something else than MLflow answers, or a proxy hides the path; the real question decides then. */
async function answersHealth(client: RestClient, signal: AbortSignal): Promise<boolean> {
  try {
    return (await client.fetch('health', [], small, signal)).toString('utf8').trim() === 'OK';
  } catch (cause) {
    if (isAnswer(cause, ['not-mlflow', 'not-found', 'too-large', 'protocol'])) return false;
    throw cause;
  }
}

/** Undefined before 2.0, and where the path asks for a password although the API does not. */
async function findVersion(client: RestClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    const text = (await client.fetch('version', [], small, signal)).toString('utf8').trim();
    return /^\d[\w.+-]{0,40}$/u.test(text) ? text : undefined;
  } catch (cause) {
    const harmless = ['not-mlflow', 'not-found', 'unauthorized', 'too-large', 'protocol'];
    if (isAnswer(cause, harmless)) return undefined;
    throw cause;
  }
}

function isAnswer(cause: unknown, failures: readonly string[]): boolean {
  return cause instanceof TrackingError && failures.includes(cause.failure);
}

/** MLflow that does not know the question is MLflow before 1.28. */
function toOldServerError(cause: unknown): unknown {
  if (!(cause instanceof ResponseError) || !cause.isEndpointMissing) return cause;
  return new TrackingError('unsupported', 'The server is older than MLflow 1.28.', { cause });
}
