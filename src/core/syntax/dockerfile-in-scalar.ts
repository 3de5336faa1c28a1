import type { Span } from '../base/span.ts';
import { parseDockerfile } from './dockerfile.ts';
import type {
  DockerfileTree,
  Flag,
  Heredoc,
  Instruction,
  MappedText,
  Word,
} from './dockerfile-tree.ts';

/**
 * Reads a scalar of another file as a Dockerfile. Every place is one of that file, whose whole text the tree has, so
 * that rules and edits need not know.
 */
export function parseDockerfileInScalar(source: MappedText, fileText: string): DockerfileTree {
  const { file } = source.at;
  const tree = parseDockerfile(file, source.text);
  const move = (at: Span): Span => source.spanOf(at.start, at.end);
  return {
    file,
    text: fileText,
    escape: tree.escape,
    directives: tree.directives.map((one) => ({
      ...one,
      at: move(one.at),
      nameAt: move(one.nameAt),
    })),
    instructions: tree.instructions.map((one) => moveInstruction(one, move)),
    comments: tree.comments.map((one) => ({ ...one, at: move(one.at) })),
    problems: tree.problems.map((one) => ({ ...one, at: move(one.at) })),
  };
}

type Move = (at: Span) => Span;

function moveInstruction(instruction: Instruction, move: Move): Instruction {
  const { inner, exec } = instruction;
  return {
    ...instruction,
    keywordAt: move(instruction.keywordAt),
    at: move(instruction.at),
    flags: instruction.flags.map((flag) => moveFlag(flag, move)),
    argument: new MovedText(instruction.argument, move),
    words: instruction.words.map((word) => moveWord(word, move)),
    exec: exec?.map((word) => moveWord(word, move)),
    heredocs: instruction.heredocs.map((heredoc) => moveHeredoc(heredoc, move)),
    inner: inner === undefined ? undefined : moveInstruction(inner, move),
    emptyLines: instruction.emptyLines.map(move),
  };
}

function moveFlag(flag: Flag, move: Move): Flag {
  const { valueAt } = flag;
  return {
    ...flag,
    at: move(flag.at),
    valueAt: valueAt === undefined ? undefined : move(valueAt),
  };
}

function moveWord(word: Word, move: Move): Word {
  return { ...word, at: move(word.at) };
}

function moveHeredoc(heredoc: Heredoc, move: Move): Heredoc {
  return { ...heredoc, body: new MovedText(heredoc.body, move) };
}

class MovedText implements MappedText {
  readonly text: string;
  readonly #inner: MappedText;
  readonly #move: Move;

  constructor(inner: MappedText, move: Move) {
    this.text = inner.text;
    this.#inner = inner;
    this.#move = move;
  }

  get at(): Span {
    return this.#move(this.#inner.at);
  }

  spanOf(start: number, end: number): Span {
    return this.#move(this.#inner.spanOf(start, end));
  }
}
