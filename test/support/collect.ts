import type { OutputChunk } from '../../src/ports/byte-session.ts';

/** All output of a program as text, its two streams apart. */
export async function collectOutput(
  output: AsyncIterable<OutputChunk>,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const texts = { stdout: '', stderr: '' };
  for await (const { stream, bytes } of output) {
    texts[stream] += decoders[stream].decode(bytes, { stream: true });
  }
  return texts;
}

/** Reads until the text so far passes the test, and returns it. Keeps the iterator open for more. */
export class OutputReader {
  text = '';
  readonly #iterator: AsyncIterator<OutputChunk>;
  readonly #decoder = new TextDecoder();

  constructor(output: AsyncIterable<OutputChunk>) {
    this.#iterator = output[Symbol.asyncIterator]();
  }

  async until(wanted: RegExp, milliseconds = 10_000): Promise<string> {
    const deadline = AbortSignal.timeout(milliseconds);
    const late = new Promise<never>((_resolve, reject) => {
      deadline.addEventListener('abort', () =>
        reject(new Error(`Did not see ${String(wanted)} in: ${this.text}`)),
      );
    });
    while (!wanted.test(this.text)) {
      const next = await Promise.race([this.#iterator.next(), late]);
      if (next.done === true) throw new Error(`Ended without ${String(wanted)}: ${this.text}`);
      this.text += this.#decoder.decode(next.value.bytes, { stream: true });
    }
    return this.text;
  }
}
