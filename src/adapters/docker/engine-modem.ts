import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { EngineError } from '../../ports/engine-error.ts';
import { readBody, readJson } from './read-body.ts';
import { sendRequest } from './send-request.ts';
import type { EngineRequest } from './send-request.ts';
import { errorOfStatus } from './to-engine-error.ts';
import type { Transport } from './transport.ts';

/** What dockerode hands to its modem; the rest of its fields are of no use to us. */
export interface DialOptions {
  readonly path: string;
  readonly method: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly file?: unknown;
}

export type DialCallback = (error: Error | null, data?: unknown) => void;

/**
 * How one call is to be made. `json` reads the whole answer; `stream` and `headers` hand the response over as soon as
 * it begins; `pipe` turns the connection into a plain pipe.
 */
export interface CallScope {
  readonly signal: AbortSignal;
  readonly mode: 'json' | 'stream' | 'headers' | 'pipe';
  /** Milliseconds until the answer begins; absent for calls that may wait as long as they like. */
  readonly answerTime?: number;
}

/** The part of docker-modem that dockerode calls, over our own transport: it always settles and redirects nowhere. */
export class EngineModem {
  /** Set by dockerode. */
  Promise: PromiseConstructor = Promise;
  readonly #transport: Transport;
  readonly #scope: CallScope;

  constructor(transport: Transport, scope: CallScope) {
    this.#transport = transport;
    this.#scope = scope;
  }

  dial(options: DialOptions, callback: DialCallback): void {
    void this.#answer(options, callback);
  }

  async #answer(options: DialOptions, callback: DialCallback): Promise<void> {
    let data: unknown;
    try {
      data = await this.#dial(options);
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback(null, data);
  }

  async #dial(options: DialOptions): Promise<unknown> {
    const request = toRequest(options, this.#scope);
    const answer = await sendRequest(this.#transport, request, this.#scope.signal);
    if (answer.kind === 'pipe') return answer.pipe;
    await this.#refuseFailure(answer.response);
    switch (this.#scope.mode) {
      case 'json': {
        return readJson(answer.response, this.#transport.address);
      }
      case 'stream': {
        return answer.response;
      }
      case 'headers': {
        answer.response.resume();
        return answer.response.headers;
      }
      default: {
        answer.response.destroy();
        throw new EngineError(
          'unsupported',
          'The engine cannot connect to the streams of a program.',
        );
      }
    }
  }

  async #refuseFailure(response: IncomingMessage): Promise<void> {
    const status = response.statusCode ?? 0;
    // 304 says that what was asked for is so already: a stop of what has stopped.
    if ((status >= 200 && status < 300) || status === 304) return;
    const body = (await readBody(response, this.#transport.address)).toString('utf8');
    throw errorOfStatus(status, messageIn(body));
  }
}

/** Where dockerode means one set of options for query and body alike, each goes where the engine reads it. */
export function queryAndBody(
  query: Readonly<Record<string, unknown>>,
  body: Readonly<Record<string, unknown>>,
): object {
  return { _query: query, _body: body };
}

function toRequest(dialed: DialOptions, scope: CallScope): EngineRequest {
  const takesQuery = dialed.path.endsWith('?');
  const options = dialed.options ?? {};
  const query = options['_query'] ?? (takesQuery ? options : {});
  const body = options['_body'] ?? (takesQuery || dialed.method !== 'POST' ? undefined : options);
  const path =
    withoutTrailing(dialed.path) + queryString(query as Readonly<Record<string, unknown>>);
  const content = contentOf(dialed.file, body);
  return {
    method: dialed.method,
    path,
    headers: content.headers,
    ...(content.bytes === undefined ? {} : { body: content.bytes }),
    upgrade: scope.mode === 'pipe',
    ...(scope.answerTime === undefined ? {} : { answerTime: scope.answerTime }),
  };
}

function contentOf(
  file: unknown,
  body: unknown,
): { readonly headers: OutgoingHttpHeaders; readonly bytes?: Uint8Array } {
  if (file instanceof Uint8Array) return withLength(file, 'application/x-tar');
  if (body === undefined || Object.keys(body as object).length === 0) return { headers: {} };
  return withLength(Buffer.from(JSON.stringify(body)), 'application/json');
}

function withLength(
  bytes: Uint8Array,
  type: string,
): { readonly headers: OutgoingHttpHeaders; readonly bytes: Uint8Array } {
  return { headers: { 'Content-Type': type, 'Content-Length': bytes.length }, bytes };
}

function withoutTrailing(path: string): string {
  return path.endsWith('?') ? path.slice(0, -1) : path;
}

function queryString(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    search.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function messageIn(body: string): string {
  try {
    const parsed = JSON.parse(body) as {
      readonly message?: unknown;
      readonly cause?: unknown;
    } | null;
    if (typeof parsed?.message === 'string') return parsed.message;
    return typeof parsed?.cause === 'string' ? parsed.cause : '';
  } catch {
    // Proxies and some endpoints of Podman answer in plain text; a page of HTML says nothing to a person.
    return body.trimStart().startsWith('<') ? '' : body;
  }
}
