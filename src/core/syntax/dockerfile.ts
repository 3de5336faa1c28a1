import { readHeredocs } from './dockerfile-heredocs.ts';
import {
  readLogicalLine,
  readPhysicalLine,
  skipBlanks,
  type LogicalLine,
  type PhysicalLine,
} from './dockerfile-lines.ts';
import type {
  Comment,
  Directive,
  DockerfileTree,
  Instruction,
  MappedText,
} from './dockerfile-tree.ts';
import { readExecForm, readFlags, splitWords } from './dockerfile-words.ts';
import { joinPieces, sliceText } from './mapped-text.ts';
import type { SyntaxProblem } from './value.ts';

/** Reads any text as a Dockerfile; what cannot be read becomes a problem and the rest is still there. */
export function parseDockerfile(file: string, text: string): DockerfileTree {
  const header = readDirectives(file, text);
  const state: State = { file, text, escape: header.escape, problems: [] };
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  let at = header.next;
  while (at < text.length) {
    const line = readPhysicalLine(text, at);
    const start = skipBlanks(text, line.start, line.end);
    if (start === line.end) at = line.next;
    else if (text.charCodeAt(start) === 35) {
      comments.push({ at: { file, start, end: line.end }, text: text.slice(start, line.end) });
      at = line.next;
    } else at = readInstruction(state, line, { comments, instructions });
  }
  return {
    file,
    text,
    directives: header.directives,
    escape: header.escape,
    instructions,
    comments,
    problems: state.problems,
  };
}

interface State {
  readonly file: string;
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly problems: SyntaxProblem[];
}

interface Header {
  readonly directives: readonly Directive[];
  readonly escape: '\\' | '`';
  readonly next: number;
}

const directivePattern = /^[ \t]*#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;
const knownDirectives: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** Directives stand before everything else; the first line of another form ends them. */
function readDirectives(file: string, text: string): Header {
  const directives: Directive[] = [];
  let escape: '\\' | '`' = '\\';
  let next = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (next < text.length) {
    const line = readPhysicalLine(text, next);
    const match = directivePattern.exec(text.slice(line.start, line.end));
    const [, written = '', value = ''] = match ?? [];
    const name = written.toLowerCase();
    if (match === null || !knownDirectives.has(name)) break;
    const at = { file, start: skipBlanks(text, line.start, line.end), end: line.end };
    const nameStart = text.indexOf(written, at.start);
    const nameAt = { file, start: nameStart, end: nameStart + written.length };
    directives.push({ name, nameAt, value, at });
    if (name === 'escape' && (value === '`' || value === '\\')) escape = value;
    next = line.next;
  }
  return { directives, escape, next };
}

/** Returns the offset behind the instruction. */
function readInstruction(
  state: State,
  first: PhysicalLine,
  found: { readonly comments: Comment[]; readonly instructions: Instruction[] },
): number {
  const line = readLogicalLine(state, first, found.comments);
  const source = joinPieces(state.file, state.text, line.pieces, first.start);
  const start = skipSpace(source.text, 0);
  if (start >= source.text.trimEnd().length) return line.next;
  const instruction = toInstruction(state, sliceText(source, start, source.text.length), line);
  found.instructions.push(instruction);
  const last = instruction.heredocs.at(-1) ?? instruction.inner?.heredocs.at(-1);
  return last === undefined ? line.next : readPhysicalLine(state.text, instruction.at.end).next;
}

function toInstruction(state: State, source: MappedText, line: LogicalLine): Instruction {
  const length = source.text.trimEnd().length;
  const keywordEnd = findSpace(source.text, length);
  const keyword = source.text.slice(0, keywordEnd).toUpperCase();
  const rest = sliceText(source, keywordEnd, length);
  const { flags, end } = readFlags(rest, state.escape);
  const argument = sliceText(rest, end, rest.text.length);
  const exec = execKeywords.has(keyword) ? readExecForm(argument) : undefined;
  const inner = readInner(state, { keyword, argument, line });
  const words = exec === undefined ? splitWords(argument, state.escape) : [];
  const ownHeredocs =
    heredocKeywords.has(keyword) && exec === undefined && argument.text.includes('<<')
      ? readHeredocs(state, words, line.next)
      : { heredocs: [], end: undefined };
  const heredocEnd = ownHeredocs.end ?? inner?.at.end;
  const written = source.spanOf(0, length);
  return {
    keyword,
    keywordAt: source.spanOf(0, keywordEnd),
    at: { ...written, end: Math.max(written.end, heredocEnd ?? 0) },
    flags,
    argument,
    words,
    exec,
    heredocs: ownHeredocs.heredocs,
    inner,
    emptyLines: line.emptyLines,
    isOpen: line.isOpen,
  };
}

const execKeywords: ReadonlySet<string> = new Set([
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'VOLUME',
  'ADD',
  'COPY',
]);
const heredocKeywords: ReadonlySet<string> = new Set(['RUN', 'ADD', 'COPY']);

function readInner(
  state: State,
  outer: { readonly keyword: string; readonly argument: MappedText; readonly line: LogicalLine },
): Instruction | undefined {
  const { keyword, argument, line } = outer;
  if (keyword !== 'ONBUILD' && keyword !== 'HEALTHCHECK') return undefined;
  if (argument.text === '') return undefined;
  const name = argument.text.slice(0, findSpace(argument.text, argument.text.length)).toUpperCase();
  if (keyword === 'HEALTHCHECK' && name !== 'CMD') return undefined;
  // Docker refuses ONBUILD in ONBUILD; following it would let a hostile text recurse without end.
  if (name === 'ONBUILD') return undefined;
  return toInstruction(state, argument, line);
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at]?.trim() === '') at += 1;
  return at;
}

function findSpace(text: string, length: number): number {
  for (let at = 0; at < length; at += 1) if (text.charCodeAt(at) <= 32) return at;
  return length;
}
