import type { Duplex } from 'node:stream';
import type { ByteSession } from '../../ports/byte-session.ts';
import { asTerminalOutput, demultiplex } from './demultiplex.ts';
import { errorOfConnection } from './to-engine-error.ts';

/** A connection that became a pipe to a program, as a session. Nothing is read from it before somebody iterates. */
export function toByteSession(pipe: Duplex, tty: boolean, address: string): ByteSession {
  return {
    output: tty ? asTerminalOutput(chunksOf(pipe, address)) : demultiplex(chunksOf(pipe, address)),
    write: (bytes) => writeTo(pipe, bytes),
    end: () => {
      if (pipe.writable) pipe.end();
    },
    close: () => {
      pipe.destroy();
    },
  };
}

async function* chunksOf(
  pipe: Duplex,
  address: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  // Closed on our side before or while it is read: an end like any other.
  if (pipe.destroyed) return;
  try {
    for await (const chunk of pipe as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
    if (code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    throw errorOfConnection(error, address);
  }
}

async function writeTo(pipe: Duplex, bytes: Uint8Array): Promise<void> {
  if (!pipe.writable || pipe.write(bytes)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      pipe.off('drain', done);
      pipe.off('close', done);
      resolve();
    };
    pipe.on('drain', done);
    pipe.on('close', done);
  });
}
