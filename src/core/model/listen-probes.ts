import type { Span } from '../base/span.ts';
import type { ProcessLine, Stage } from './project.ts';

/** What a health check asks over HTTP in its own container. */
export interface Probe {
  readonly port: number;
  readonly path: string;
  /** The word with the address. */
  readonly at: Span;
}

export function findProbe(test: ProcessLine | undefined): Probe | undefined {
  return findIn(test?.words ?? []);
}

/** The check of a stage's image, its parents' where it has none; undefined as well where it is switched off. */
export function findStageProbe(stage: Stage): Probe | undefined {
  const last = stage.instructions.findLast(
    ({ instruction }) => instruction.keyword === 'HEALTHCHECK',
  );
  if (last === undefined)
    return stage.parent === undefined ? undefined : findStageProbe(stage.parent);
  const { inner } = last.instruction;
  return inner === undefined ? undefined : findIn(inner.exec ?? inner.words);
}

function findIn(words: readonly { readonly text: string; readonly at: Span }[]): Probe | undefined {
  for (const { text, at } of words) {
    const match =
      /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[^\s'"?#)]*)?(?![\w.:$])/.exec(
        text,
      );
    if (match === null || text.includes('$')) continue;
    const [, port = '80', path = '/'] = match;
    return { port: Number(port), path, at };
  }
  return undefined;
}
