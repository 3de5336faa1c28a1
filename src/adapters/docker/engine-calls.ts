import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import Docker from 'dockerode';
import { EngineError } from '../../ports/engine-error.ts';
import { EngineModem } from './engine-modem.ts';
import type { CallScope } from './engine-modem.ts';
import { readChunks } from './read-body.ts';
import type { Transport } from './transport.ts';

/** Milliseconds until an answer begins. */
const answerTimes = {
  /** Questions that an engine answers from memory. */
  quick: 10_000,
  /** Work that ends in seconds even on a slow disk. */
  work: 60_000,
  /** Work that copies a container's files. */
  copy: 30 * 60_000,
  /** Until something happens. */
  never: undefined,
} as const;

export type Patience = keyof typeof answerTimes;

/** Makes calls through dockerode, each with a modem of its own that knows the call's signal, patience and shape. */
export class EngineCalls {
  readonly #transport: Transport;
  readonly #disposed = new AbortController();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get address(): string {
    return this.#transport.address;
  }

  /** A call whose whole answer is JSON. */
  async json(
    call: (docker: Docker) => Promise<unknown>,
    signal: AbortSignal,
    patience: Patience = 'quick',
  ): Promise<unknown> {
    return call(this.#docker('json', signal, patience));
  }

  async headers(
    call: (docker: Docker) => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<IncomingHttpHeaders> {
    return (await call(this.#docker('headers', signal, 'quick'))) as IncomingHttpHeaders;
  }

  /** A call whose answer is read as it comes. Resolves when it begins; the iteration must be finished or stopped. */
  async stream(
    call: (docker: Docker) => Promise<unknown>,
    signal: AbortSignal,
    limits: { readonly patience: Patience; readonly idleTime?: number },
  ): Promise<AsyncIterable<Uint8Array>> {
    const response = await call(this.#docker('stream', signal, limits.patience));
    const { idleTime } = limits;
    return readChunks(response as IncomingMessage, {
      address: this.address,
      ...(idleTime === undefined ? {} : { idleTime }),
    });
  }

  /** A call that turns its connection into a pipe to a program. */
  async pipe(call: (docker: Docker) => Promise<unknown>, signal: AbortSignal): Promise<Duplex> {
    return (await call(this.#docker('pipe', signal, 'quick'))) as Duplex;
  }

  dispose(): void {
    this.#disposed.abort(new EngineError('aborted', 'The engine was put away.'));
    this.#transport.dispose();
  }

  #docker(mode: CallScope['mode'], signal: AbortSignal, patience: Patience): Docker {
    const answerTime = answerTimes[patience];
    const modem = new EngineModem(this.#transport, {
      mode,
      signal: AbortSignal.any([signal, this.#disposed.signal]),
      ...(answerTime === undefined ? {} : { answerTime }),
    });
    // The types of dockerode do not name the option by which it takes a modem.
    return new Docker({ modem } as Docker.DockerOptions);
  }
}
