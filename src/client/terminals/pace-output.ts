import type { Clock } from '../../ports/clock.ts';
import type { OutputChunk } from '../../ports/byte-session.ts';

/** Bytes that a terminal of VS Code is given at most in one window: it has no flow control of its own, and freezes on floods. */
const windowBytes = 64 * 1024;
/** Milliseconds. */
const windowTime = 16;

/** The output as text, no faster than a terminal can draw. What is not asked for yet stays with the sender. */
export async function* paceOutput(
  chunks: AsyncIterable<OutputChunk>,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<string> {
  // A character may be cut between two chunks of the same stream.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let windowStart = clock.now();
  let sent = 0;
  for await (const { stream, bytes } of chunks) {
    for (let at = 0; at < bytes.length;) {
      if (clock.now() - windowStart >= windowTime) {
        windowStart = clock.now();
        sent = 0;
      }
      if (sent >= windowBytes) {
        await clock.sleep(windowTime, signal);
        continue;
      }
      const piece = bytes.subarray(at, at + windowBytes - sent);
      at += piece.length;
      sent += piece.length;
      const text = decoders[stream].decode(piece, { stream: true });
      if (text !== '') yield text;
    }
  }
}
