import { TrackingError, type TrackingFailure } from '../../../ports/tracking-store.ts';
import { findText, isRecord } from './json-values.ts';
import type { HttpResponse } from './http-exchange.ts';

/** An answer that says no, with what tells a missing endpoint from a missing thing. */
export class ResponseError extends TrackingError {
  readonly status: number;
  /** MLflow's errors are JSON; an endpoint that a version does not know is answered in HTML. */
  readonly isEndpointMissing: boolean;

  constructor(failure: TrackingFailure, message: string, response: HttpResponse) {
    super(failure, message);
    this.status = response.status;
    this.isEndpointMissing =
      (response.status === 404 || response.status === 405) && parseError(response) === undefined;
  }
}

/** What a status other than 200 means. */
export function toResponseError(response: HttpResponse): ResponseError {
  const text = response.body.toString('utf8', 0, 2000);
  const error = parseError(response);
  const message = error?.message ?? `Status ${response.status}: ${text.slice(0, 200)}`;
  return new ResponseError(failureOf(response, text, error?.code), message, response);
}

function failureOf(
  { status, headers }: HttpResponse,
  text: string,
  code: string | undefined,
): TrackingFailure {
  if (String(headers['server']).startsWith('AirTunes')) return 'airplay';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 401) return 'unauthorized';
  if (status === 403)
    return text.includes('Invalid Host header') ? 'host-rejected' : 'unauthorized';
  if (code === 'RESOURCE_DOES_NOT_EXIST') return 'not-found';
  if (status === 404 || status === 405) return code === undefined ? 'not-mlflow' : 'not-found';
  if (code === 'INVALID_PARAMETER_VALUE') return 'bad-query';
  if (status === 503 && text.includes('artifacts-only')) return 'artifacts-only';
  return status === 502 || status === 503 || status === 504 ? 'unreachable' : 'protocol';
}

function parseError({ body }: HttpResponse): { code: string; message: string } | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8', 0, 100_000));
    const code = isRecord(value) ? findText(value, 'error_code') : undefined;
    if (!isRecord(value) || code === undefined) return undefined;
    return { code, message: findText(value, 'message') ?? code };
  } catch {
    // No JSON is an answer too: then nobody at MLflow wrote it.
    return undefined;
  }
}
