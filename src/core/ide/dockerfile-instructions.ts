import type { Dockerfile } from '../model/project.ts';
import type { Flag, Instruction } from '../syntax/dockerfile-tree.ts';
import { explainWord } from './explain-word.ts';
import { flagWords, instructionWords, mountWords } from './instruction-words.data.ts';
import type { Mention } from './mention.ts';
import { listMountOptions } from './mount-options.ts';

/** Keywords, flags and kinds of mounts. */
export function* listInstructionWords({ tree }: Dockerfile): Generator<Mention> {
  for (const instruction of tree.instructions) yield* listWords(instruction);
}

function* listWords(instruction: Instruction): Generator<Mention> {
  const { keyword, keywordAt, flags, inner } = instruction;
  yield* toMention(instructionWords.get(keyword), keyword, keywordAt);
  for (const flag of flags) {
    const name = `--${flag.name}`;
    const explanation = flagWords.get(`${keyword} ${name}`) ?? flagWords.get(`* ${name}`);
    yield* toMention(explanation, name, flag.at);
    if (flag.name === 'mount') yield* listMountTypes(flag);
  }
  if (inner !== undefined) yield* listWords(inner);
}

function* listMountTypes(flag: Flag): Generator<Mention> {
  for (const { name, value, at } of listMountOptions(flag)) {
    if (name === 'type') yield* toMention(mountWords.get(value), `type=${value}`, at);
  }
}

function* toMention(
  explanation: ReturnType<typeof instructionWords.get>,
  name: string,
  at: Mention['at'],
): Generator<Mention> {
  if (explanation === undefined) return;
  yield { kind: 'instruction', at, text: () => explainWord(name, explanation), targets: [] };
}
