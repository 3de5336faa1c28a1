import type { Span } from '../base/span.ts';
import type { Dockerfile } from '../model/project.ts';

/** An instruction's keyword as it is written; the tree has it in upper case. */
export interface WrittenKeyword {
  readonly text: string;
  readonly at: Span;
}

/** Known instructions, in their order; what stands behind ONBUILD counts too. */
export function readKeywords({
  text,
  instructions,
}: Dockerfile['tree']): readonly WrittenKeyword[] {
  return instructions
    .flatMap((instruction) =>
      instruction.keyword === 'ONBUILD' && instruction.inner !== undefined
        ? [instruction, instruction.inner]
        : [instruction],
    )
    .filter(({ keyword, keywordAt: { start, end } }) => {
      // A keyword that goes over two lines is left alone.
      return known.has(keyword) && end - start === keyword.length;
    })
    .map(({ keywordAt }) => ({
      text: text.slice(keywordAt.start, keywordAt.end),
      at: keywordAt,
    }));
}

const known: ReadonlySet<string> = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL ' +
    'STOPSIGNAL USER VOLUME WORKDIR'
  ).split(' '),
);
