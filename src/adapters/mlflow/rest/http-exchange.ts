import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { TrackingError } from '../../../ports/tracking-store.ts';

export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes after decompression; more of them fail with `too-large` while they come in. */
  readonly maxBytes: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Sends requests to one server. Redirects are answers like others: nothing is ever followed. */
export class HttpExchange {
  readonly #plain = new HttpAgent({ keepAlive: true, maxSockets: 4 });
  readonly #secure = new HttpsAgent({ keepAlive: true, maxSockets: 4 });

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const outgoing = this.#start(request, signal);
    try {
      const response = await answerOf(outgoing, request.body);
      const body = await readBody(response, request.maxBytes, signal);
      return { status: response.statusCode ?? 0, headers: response.headers, body };
    } catch (cause) {
      outgoing.destroy();
      throw cause instanceof TrackingError || signal.aborted ? cause : toConnectionError(cause);
    }
  }

  close(): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }

  #start({ url, method, headers }: HttpRequest, signal: AbortSignal): ClientRequest {
    const all = { 'accept-encoding': 'gzip, identity', ...headers };
    if (url.protocol === 'https:') {
      return httpsRequest(url, { method, headers: all, signal, agent: this.#secure });
    }
    if (url.protocol === 'http:') {
      return httpRequest(url, { method, headers: all, signal, agent: this.#plain });
    }
    throw new TrackingError('unsupported', `${url.protocol} is neither http nor https.`);
  }
}

function answerOf(outgoing: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  outgoing.once('response', resolve);
  // Stays for errors after the answer began, which the body's reader reports.
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

async function readBody(
  response: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  const chunks: Buffer[] = [];
  let length = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > maxBytes) {
        throw new TrackingError('too-large', `The answer is larger than ${maxBytes} bytes.`);
      }
      chunks.push(chunk);
    }
  };
  const source: Readable = response;
  if (encoding === 'identity') await pipeline(source, collect, { signal });
  else if (encoding === 'gzip') await pipeline(source, createGunzip(), collect, { signal });
  else throw new TrackingError('protocol', `The answer is encoded as ${encoding}.`);
  return Buffer.concat(chunks);
}

const certificateCodes =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/u;

function toConnectionError(cause: unknown): TrackingError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message || code : String(cause);
  if (certificateCodes.test(code)) return new TrackingError('certificate', message, { cause });
  if (/^(?:HPE_|Z_|EPROTO|ERR_SSL)/u.test(code)) {
    return new TrackingError('protocol', message, { cause });
  }
  return new TrackingError('unreachable', message, { cause });
}
