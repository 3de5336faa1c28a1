import type { OutputChunk } from '../../ports/byte-session.ts';
import { EngineError } from '../../ports/engine-error.ts';

const headerLength = 8;

/**
 * Takes the engine's framing of two streams in one apart: eight bytes of header (stream, three zeros, big-endian
 * length), then that many bytes. Pieces of a frame are passed on as they come, so neither a frame that claims four
 * gigabytes nor a million tiny ones cost memory or more than linear time.
 */
export async function* demultiplex(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<OutputChunk, void, undefined> {
  const header = new Uint8Array(headerLength);
  let filled = 0;
  let remaining = 0;
  let stream: OutputChunk['stream'] = 'stdout';
  let isFirst = true;
  let isRaw = false;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length) {
      if (isRaw || remaining > 0) {
        const length = isRaw ? chunk.length - at : Math.min(remaining, chunk.length - at);
        yield { stream, bytes: chunk.subarray(at, at + length) };
        at += length;
        if (!isRaw) remaining -= length;
        continue;
      }
      const taken = Math.min(headerLength - filled, chunk.length - at);
      header.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      const bad = !canBegin(header, filled);
      if (bad && !isFirst)
        throw new EngineError('protocol', "The engine's output lost its framing.");
      if (bad) {
        // The first bytes are no header: the program writes to a terminal, and all of it is plain output.
        isRaw = true;
        yield { stream, bytes: header.slice(0, filled) };
        continue;
      }
      if (filled < headerLength) continue;
      stream = header[0] === 2 ? 'stderr' : 'stdout';
      remaining = new DataView(header.buffer).getUint32(4);
      filled = 0;
      isFirst = false;
    }
  }
  if (!isRaw && (filled > 0 || remaining > 0)) {
    throw new EngineError('protocol', "The engine's output ended in mid-frame.");
  }
}

function canBegin(header: Uint8Array, filled: number): boolean {
  if (filled > 0 && (header[0] ?? 0) > 2) return false;
  for (let index = 1; index < Math.min(filled, 4); index += 1)
    if (header[index] !== 0) return false;
  return true;
}

/** The output of a program on a terminal, which nothing needs to be taken apart in. */
export async function* asTerminalOutput(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<OutputChunk, void, undefined> {
  for await (const bytes of chunks) yield { stream: 'stdout', bytes };
}
