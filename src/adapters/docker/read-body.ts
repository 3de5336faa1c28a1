import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../ports/engine-error.ts';
import { errorOfConnection } from './to-engine-error.ts';

/** Bytes of the longest answer that is taken into memory: 5,000 containers are about 5 MB. */
const largestBody = 128 * 1024 * 1024;

export interface ReadOptions {
  readonly address: string;
  /** Milliseconds without a byte after which the engine counts as gone; absent for streams that may be silent. */
  readonly idleTime?: number;
}

/** The pieces of an answer as they come. Stopping the iteration closes the connection. */
export async function* readChunks(
  response: IncomingMessage,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { idleTime } = options;
  let timer: NodeJS.Timeout | undefined;
  const startClock = (): void => {
    if (idleTime === undefined) return;
    timer = setTimeout(() => {
      const sentence = `Nothing more came from the engine within ${idleTime / 1000} seconds.`;
      response.destroy(new EngineError('deadline', sentence));
    }, idleTime);
  };
  try {
    startClock();
    for await (const chunk of response as AsyncIterable<Buffer>) {
      // A reader that takes its time is no fault of the engine, so the clock stands still meanwhile.
      clearTimeout(timer);
      yield chunk;
      startClock();
    }
  } catch (error) {
    throw isCut(error)
      ? new EngineError('protocol', 'The engine stopped in mid-answer.', { cause: error })
      : errorOfConnection(error, options.address);
  } finally {
    clearTimeout(timer);
    if (!response.complete) response.destroy();
  }
}

/** A whole answer. Rejects when it is cut, too long, or not there within the time for the whole of it. */
export async function readBody(response: IncomingMessage, address: string): Promise<Buffer> {
  const wholeTime = 30_000;
  const timer = setTimeout(() => {
    const sentence = `The engine's answer was not complete within ${wholeTime / 1000} seconds.`;
    response.destroy(new EngineError('deadline', sentence));
  }, wholeTime);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of readChunks(response, { address, idleTime: wholeTime })) {
      length += chunk.length;
      if (length > largestBody)
        throw new EngineError('protocol', "The engine's answer is too long.");
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks, length);
}

/** A whole answer as JSON; an empty one is `undefined`. */
export async function readJson(response: IncomingMessage, address: string): Promise<unknown> {
  const text = (await readBody(response, address)).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const sentence = `What answers at ${address} is not a container engine.`;
    throw new EngineError('protocol', sentence, { cause });
  }
}

function isCut(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE';
}
