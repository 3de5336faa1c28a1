import type { Span } from '../base/span.ts';
import type { DockerfileTree, Instruction, Word } from '../syntax/dockerfile-tree.ts';

/** An instruction that a continuation character joins to the one before it. */
export interface Swallow {
  /** Which word of the instruction is really the keyword of the next. */
  readonly index: number;
  readonly swallowed: Word;
  /** Where the continuation character stands. */
  readonly character: number;
}

export function findSwallow(
  { words, keywordAt }: Instruction,
  tree: DockerfileTree,
): Swallow | undefined {
  const index = words.findIndex(
    (word) =>
      instructionWord.test(word.text) &&
      word.at.start > keywordAt.end &&
      tree.text[word.at.start - 1] === '\n' &&
      /^[A-Z]+[ \t]+\S/.test(tree.text.slice(word.at.start, word.at.start + 20)),
  );
  const swallowed = words[index];
  if (swallowed === undefined) return undefined;
  const last = words[index - 1]?.at ?? keywordAt;
  const character = tree.text.indexOf(tree.escape, last.end);
  const isContinued = character !== -1 && character < swallowed.at.start;
  return isContinued ? { index, swallowed, character } : undefined;
}

/** True for what stands between an instruction and the one that it swallows. */
export function isBetween({ start }: Span, { character, swallowed }: Swallow): boolean {
  return start > character && start < swallowed.at.start;
}

const instructionWord =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
