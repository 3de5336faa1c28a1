import type { Span } from '../base/span.ts';
import { joinPath } from '../base/project-path.ts';
import { remember } from '../base/remember.ts';
import { expandWord } from './dockerfile-variables.ts';
import type { Dockerfile, StageInstruction } from './project.ts';

type SourceWord = NonNullable<StageInstruction['copy']>['sources'][number];

/** A file or folder that COPY or ADD takes from the build context. */
export interface CopySource {
  readonly item: StageInstruction;
  readonly word: SourceWord;
  /** After variables and quotes, relative to the context; '' for the context itself. */
  readonly path: string;
  /** True where the path leads out of the context, which Docker does not allow. */
  readonly isOutside: boolean;
  /** Variables in the word with the place that gives their value. */
  readonly variables: readonly CopyVariable[];
}

export interface CopyVariable {
  readonly value: string;
  readonly at: Span;
}

/** The sources of a Dockerfile that come from the context and whose name is known. */
export const findCopySources = remember((dockerfile: Dockerfile): readonly CopySource[] => {
  const { escape } = dockerfile.tree;
  return dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((item) => {
      const { copy } = item;
      if (copy === undefined || copy.from !== undefined) return [];
      return copy.sources.flatMap((word): readonly CopySource[] => {
        const variables: CopyVariable[] = [];
        const find = (name: string): string | undefined => {
          const found = findVariable(name, item, dockerfile);
          if (found !== undefined) variables.push(found);
          return found?.value;
        };
        const { text, isKnown } = expandWord(word.text, escape, find);
        if (!isKnown || text === '' || isElsewhere(text)) return [];
        const path = joinPath('', text.replace(/^[/\\]+/, ''));
        return [{ item, word, path: path ?? text, isOutside: path === undefined, variables }];
      });
    }),
  );
});

/** The value that every build gives: the service's argument, else the default. Undefined where builds differ. */
function findVariable(
  name: string,
  { variables }: StageInstruction,
  { uses }: Dockerfile,
): CopyVariable | undefined {
  const variable = variables.get(name);
  if (variable === undefined) return undefined;
  const { kind, value, at } = variable;
  const own = value === undefined ? undefined : { value, at };
  if (kind === 'env' || uses.length === 0) return own;
  const given = uses.map(({ service }) => {
    const argument = service.build?.args.get(name);
    if (argument === undefined) return own;
    return argument.isKnown ? { value: argument.text, at: argument.at } : undefined;
  });
  const [first] = given;
  return given.every((one) => one?.value === first?.value) ? first : undefined;
}

/** What bind mounts of RUN take from the build context, where it is written without variables. */
export function findMountSources({ stages }: Dockerfile): readonly CopySource[] {
  return stages.flatMap(({ instructions }) =>
    instructions.flatMap((item) =>
      item.instruction.flags.flatMap(({ name, value, valueAt }): readonly CopySource[] => {
        if (name !== 'mount' || value === undefined || valueAt === undefined) return [];
        const isExact = valueAt.end - valueAt.start === value.length;
        const isOther = /(?:^|,)(?:from=|type=(?!bind(?:,|$)))/i.test(value);
        const found = /(?:^|,)(?:source|src)=([^,]+)/i.exec(value);
        const text = found?.[1];
        if (!isExact || isOther || found === null || text === undefined) return [];
        const path = /["'$\\]/.test(value) ? undefined : joinPath('', text.replace(/^\/+/, ''));
        if (path === undefined) return [];
        const start = valueAt.start + found.index + found[0].length - text.length;
        const at = { ...valueAt, start, end: start + text.length };
        return [{ item, word: { text, at }, path, isOutside: false, variables: [] }];
      }),
    ),
  );
}

/** Bind mounts of RUN whose source leads out of the context. */
export function findOutsideMounts({ stages }: Dockerfile): readonly Span[] {
  return stages
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ instruction: { flags } }) => flags)
    .filter(({ name, value = '' }) => {
      if (name !== 'mount' || !/(?:^|,)type=bind(?:,|$)/.test(value)) return false;
      return !/(?:^|,)from=/.test(value) && /(?:^|,)(?:source|src)=\.\.\//.test(value);
    })
    .map(({ at }) => at);
}

/** A heredoc, an address on the web or a repository. */
function isElsewhere(text: string): boolean {
  return text.startsWith('<<') || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('git@');
}
