import { EngineError } from '../../ports/engine-error.ts';

/** Characters of the longest line that is believed. */
const longestLine = 8 * 1024 * 1024;

/** One JSON value a line, as the engine streams them. Linear in time; a character cut in two by the network stays whole. */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = pieces.join('') + text.slice(0, end);
      pieces = [];
      length = 0;
      text = text.slice(end + 1);
      if (line.trim() !== '') yield parsed(line);
    }
    pieces.push(text);
    length += text.length;
    if (length > longestLine)
      throw new EngineError('protocol', 'The engine sent a line without end.');
  }
  const last = pieces.join('') + decoder.decode();
  if (last.trim() !== '') yield parsed(last);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw new EngineError('protocol', 'The engine sent a line that is not JSON.', { cause });
  }
}
