import { stripVTControlCharacters } from 'node:util';
import { toDisplayLines } from '../../core/base/display-text.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { Container } from '../../ports/engine-objects.ts';

export interface MergeOptions {
  readonly tail: number;
  readonly signal: AbortSignal;
}

/** UTF-16 units. */
const longestLine = 20_000;

/** Whole lines of several containers as they come, each with its container's name where there are several. */
export async function* mergeLogs(
  engine: ContainerEngine,
  containers: readonly Container[],
  { tail, signal }: MergeOptions,
): AsyncGenerator<string> {
  const width = Math.max(...containers.map(({ name }) => name.length));
  const sources = containers.map((container) => {
    const prefix = containers.length === 1 ? '' : `${container.name.padEnd(width)} | `;
    return toLines(engine, container, { tail, signal, prefix });
  });
  yield* race(sources);
}

async function* toLines(
  engine: ContainerEngine,
  container: Container,
  options: MergeOptions & { readonly prefix: string },
): AsyncGenerator<string> {
  const { tail, signal, prefix } = options;
  const { tty } = await engine.inspectContainer(container.id, {}, signal);
  const logs = engine.logs(container.id, { follow: true, tail, tty }, signal);
  // A character may be cut between two chunks of the same stream, and a line between any two.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const rests = { stdout: '', stderr: '' };
  try {
    for await (const { stream, bytes } of logs) {
      const lines = (rests[stream] + decoders[stream].decode(bytes, { stream: true })).split('\n');
      rests[stream] = lines.pop() ?? '';
      if (lines.length > 0) yield lines.map((line) => `${prefix}${toPlain(line)}\n`).join('');
    }
  } catch (error) {
    // The document was closed; nobody reads on.
    if (!signal.aborted) throw error;
  }
  for (const rest of Object.values(rests)) if (rest !== '') yield `${prefix}${toPlain(rest)}\n`;
}

/** A document shows text, not colors: escape sequences and other control characters go. */
function toPlain(line: string): string {
  return toDisplayLines(stripVTControlCharacters(line), longestLine);
}

/** Items of all sources in the order in which they come. */
async function* race(sources: readonly AsyncGenerator<string>[]): AsyncGenerator<string> {
  const step = async (source: AsyncGenerator<string>) => ({ source, result: await source.next() });
  const pending = new Map(sources.map((source) => [source, step(source)]));
  try {
    while (pending.size > 0) {
      const { source, result } = await Promise.race(pending.values());
      if (result.done === true) {
        pending.delete(source);
        continue;
      }
      pending.set(source, step(source));
      yield result.value;
    }
  } finally {
    for (const source of pending.keys()) void source.return(undefined).catch(() => undefined);
  }
}
