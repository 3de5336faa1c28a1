import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { ContainerDetails } from '../ports/engine-objects.ts';
import { plainText } from './plain-text.ts';

/** Characters of one line of a log that are kept. */
export const longestLine = 2_000;
/** Lines that are searched: long tracebacks stand above the last words. */
const readLines = 500;
/** Bytes of lines without an end that are kept, from the end. */
const keptText = 2_000_000;

/** The last lines, the streams as they came. Bytes of a log are a program's: only plain text leaves here. */
export async function readLastLines(
  engine: ContainerEngine,
  { id, tty }: ContainerDetails,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let text = '';
  try {
    const options = { follow: false, tail: readLines, tty };
    for await (const { stream, bytes } of engine.logs(id, options, signal)) {
      text += decoders[stream].decode(bytes, { stream: true });
      if (text.length > 2 * keptText) text = text.slice(-keptText);
    }
  } catch (error) {
    // Some log drivers cannot be read back; what else is known is told all the same.
    if (!isEngineError(error, 'unexpected', 'unsupported', 'invalid', 'protocol')) throw error;
  }
  return toLogLines(text).slice(-readLines);
}

/** Lines as a person saw them: without colors and overwritten parts, with their indentation; empty ones are left out. */
export function toLogLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(toLogLine)
    .filter((line) => line !== '');
}

function toLogLine(text: string): string {
  // A carriage return inside a message is the name of a command from a script with Windows line ends.
  const marked = text.slice(0, 8 * longestLine).replaceAll(/\r(?=['"’]?: )/g, '\\r');
  // Others begin the line anew, as progress bars do.
  const last = marked.split('\r').findLast((part) => part.trim() !== '') ?? '';
  const indentation = /^[ \t]{0,200}/.exec(last)?.[0].replaceAll('\t', '    ') ?? '';
  const plain = plainText(last, longestLine);
  return plain === '' ? '' : indentation + plain;
}
