import type { Credentials, SecretStore } from '../../../ports/secret-store.ts';
import { TrackingError } from '../../../ports/tracking-store.ts';
import { withTimeLimit } from '../time-limit.ts';
import { HttpExchange, type HttpResponse } from './http-exchange.ts';
import { parseRecord, type JsonRecord } from './json-values.ts';
import { ResponseError, toResponseError } from './response-error.ts';

export interface RestClientOptions {
  /** http or https; a path is the server's static prefix. */
  readonly url: string;
  readonly secrets: Pick<SecretStore, 'find'>;
  /** Milliseconds that one call may take. */
  readonly timeLimit?: number;
}

/** A page of 1,000 runs with everything they logged is a few megabytes. */
const maxAnswerBytes = 64 * 1024 * 1024;

/** Calls of MLflow's REST API on one server, with its credentials and limits. */
export class RestClient {
  readonly #base: URL;
  readonly #options: RestClientOptions;
  readonly #exchange = new HttpExchange();
  /** Servers below a static prefix answer `/api/` there only since 2026; before that, only `/ajax-api/`. */
  #root: 'api' | 'ajax-api' = 'api';

  constructor(options: RestClientOptions) {
    this.#options = options;
    this.#base = toBaseUrl(options.url);
  }

  /** The server for people. */
  get location(): string {
    return this.#base.href.replace(/\/$/u, '');
  }

  get(path: string, query: Query, signal: AbortSignal): Promise<JsonRecord> {
    return this.#call(signal, (root) => ({ path: `${root}/2.0/mlflow/${path}`, query }));
  }

  post(path: string, body: JsonRecord, signal: AbortSignal): Promise<JsonRecord> {
    return this.#call(signal, (root) => ({
      path: `${root}/2.0/mlflow/${path}`,
      query: [],
      body: JSON.stringify(body),
    }));
  }

  /** The bytes of an answer outside the API, such as `/health`. */
  fetch(
    path: string,
    query: Query,
    limit: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<Buffer> {
    return this.#limited(signal, async (limited) => {
      const response = await this.#send({ path, query }, limit.maxBytes, limited);
      return response.body;
    });
  }

  close(): void {
    this.#exchange.close();
  }

  #call(signal: AbortSignal, callOf: (root: string) => Call): Promise<JsonRecord> {
    return this.#limited(signal, async (limited) => {
      const { body } = await this.#sendWithPrefix(callOf, limited);
      return parseRecord(body.toString('utf8'));
    });
  }

  async #sendWithPrefix(
    callOf: (root: string) => Call,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    try {
      return await this.#send(callOf(this.#root), maxAnswerBytes, signal);
    } catch (cause) {
      const isMissing = cause instanceof ResponseError && cause.isEndpointMissing;
      if (!isMissing || this.#root !== 'api' || this.#base.pathname === '/') throw cause;
      const response = await this.#send(callOf('ajax-api'), maxAnswerBytes, signal);
      this.#root = 'ajax-api';
      return response;
    }
  }

  async #send(call: Call, maxBytes: number, signal: AbortSignal): Promise<HttpResponse> {
    const url = new URL(call.path, this.#base);
    for (const [key, value] of call.query) url.searchParams.append(key, value);
    const response = await this.#exchange.send(
      {
        url,
        method: call.body === undefined ? 'GET' : 'POST',
        headers: {
          ...toHeaders(await this.#options.secrets.find(this.#base.origin, signal)),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        maxBytes,
      },
      signal,
    );
    if (response.status !== 200) throw toResponseError(response);
    return response;
  }

  #limited<Value>(
    signal: AbortSignal,
    work: (limited: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    return withTimeLimit(signal, this.#options.timeLimit ?? 15_000, work);
  }
}

export type Query = readonly (readonly [string, string])[];

interface Call {
  readonly path: string;
  readonly query: Query;
  /** JSON; its presence makes the call a POST. */
  readonly body?: string;
}

/** With a slash at its end, so that paths are added below it; credentials in the URL are not used. */
function toBaseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TrackingError(
      'unsupported',
      'The address of a server begins with http:// or https://.',
    );
  }
  const base = new URL(url.origin);
  base.pathname = url.pathname.replace(/\/*$/u, '/');
  return base;
}

function toHeaders(credentials: Credentials | undefined): Record<string, string> {
  if (credentials === undefined) return {};
  if (credentials.kind === 'bearer') return { authorization: `Bearer ${credentials.token}` };
  const { username, password } = credentials;
  const encoded = Buffer.from(`${username}:${password}`).toString('base64');
  return { authorization: `Basic ${encoded}` };
}
