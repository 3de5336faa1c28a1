import { joinPath } from '../base/project-path.ts';
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
}

/** The sources of a Dockerfile that come from the context and whose name is known. */
export function findCopySources(dockerfile: Dockerfile): readonly CopySource[] {
  const { escape } = dockerfile.tree;
  return dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((item) => {
      const { copy } = item;
      if (copy === undefined || copy.from !== undefined) return [];
      return copy.sources.flatMap((word): readonly CopySource[] => {
        const find = (name: string): string | undefined => item.variables.get(name)?.value;
        const { text, isKnown } = expandWord(word.text, escape, find);
        if (!isKnown || text === '' || isElsewhere(text)) return [];
        const path = joinPath('', text.replace(/^[/\\]+/, ''));
        return [{ item, word, path: path ?? text, isOutside: path === undefined }];
      });
    }),
  );
}

/** A heredoc, an address on the web or a repository. */
function isElsewhere(text: string): boolean {
  return text.startsWith('<<') || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('git@');
}
