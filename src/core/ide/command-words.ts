import type { Span } from '../base/span.ts';
import type { Dockerfile, ProcessLine, Project } from '../model/project.ts';
import { findScriptCommands } from '../model/started-commands.ts';
import { joinPieces, type Piece } from '../syntax/mapped-text.ts';
import { parseShell } from '../syntax/shell.ts';
import type { ComposePlace } from './compose-place.ts';
import { knownCommands, type KnownCommand } from './command-words.data.ts';
import { explainWord } from './explain-word.ts';
import type { Mention } from './mention.ts';

interface CommandWord {
  readonly text: string;
  readonly at: Span;
}

/** Commands that we know, with their options, in what a service runs. */
export function* listServiceCommands({ file, fileSets }: ComposePlace): Generator<Mention> {
  for (const service of fileSets.flatMap(({ services }) => services)) {
    for (const line of [service.command, service.entrypoint, service.healthcheck?.test]) {
      for (const mention of listLine(line)) {
        if (mention.at.file === file.path) yield mention;
      }
    }
  }
}

/** The same in what a build runs, and in what its image starts. */
export function* listBuildCommands({ stages }: Dockerfile): Generator<Mention> {
  for (const { script, instruction } of stages.flatMap(({ instructions }) => instructions)) {
    if (script !== undefined) {
      for (const { words } of findScriptCommands(script)) yield* listWords(words);
    } else if (instruction.exec !== undefined) yield* listWords(instruction.exec);
  }
}

/** The same in a shell script of the project. */
export function* listScriptWords({ snapshot }: Project, file: string): Generator<Mention> {
  const text = file.endsWith('.sh') ? snapshot.files.get(file) : undefined;
  if (text === undefined) return;
  const pieces: Piece[] = [];
  let start = 0;
  // A shell goes on behind a backslash at a line's end.
  for (const { index, 0: match } of text.matchAll(/\\\r?\n/g)) {
    pieces.push([start, index]);
    start = index + match.length;
  }
  const mapped = joinPieces(file, text, [...pieces, [start, text.length]], 0);
  for (const { words } of findScriptCommands(parseShell(mapped))) yield* listWords(words);
}

function* listLine(line: ProcessLine | undefined): Generator<Mention> {
  if (line === undefined) return;
  if (line.script === undefined) yield* listWords(line.words);
  else for (const { words } of findScriptCommands(line.script)) yield* listWords(words);
}

function* listWords(words: readonly CommandWord[]): Generator<Mention> {
  const launched = findLaunched(words);
  if (launched.length > 0) yield* listWords(launched);
  const known = findCommand(words);
  if (known === undefined) return;
  const { command, places, options } = known;
  const name = command.words.join(' ');
  for (const at of places) {
    yield { kind: 'command', at, text: () => explainWord(name, command), targets: [] };
  }
  for (const { text, at } of options) {
    const option = text.startsWith('--') ? (text.split('=')[0] ?? text) : text;
    const meaning = command.options.get(option);
    if (meaning === undefined) continue;
    const explanation = { text: meaning, url: command.url };
    yield { kind: 'command', at, text: () => explainWord(option, explanation), targets: [] };
  }
}

/** The command that another one starts: `uv run uvicorn …`, `python -m mlflow …`. */
function findLaunched(words: readonly CommandWord[]): readonly CommandWord[] {
  const [first, second] = words.map(({ text }) => text);
  const isRunner = second === 'run' && /^(?:uv|poetry|pipenv|pdm|rye|hatch)$/.test(first ?? '');
  const isModule = second === '-m' && /(?:^|\/)python[\d.]*$/.test(first ?? '');
  if (!isRunner && !isModule) return [];
  const start = words.findIndex(({ text }, index) => index > 1 && !text.startsWith('-'));
  return start < 0 ? [] : words.slice(start);
}

interface FoundCommand {
  readonly command: KnownCommand;
  /** Of its program and subcommands. */
  readonly places: readonly Span[];
  readonly options: readonly CommandWord[];
}

/** Options may stand before a subcommand: `docker compose -f a.yaml up`. */
function findCommand(words: readonly CommandWord[]): FoundCommand | undefined {
  let best: FoundCommand | undefined;
  for (const command of knownCommands) {
    const found = match(command, words);
    if (found === undefined) continue;
    if (best === undefined || command.words.length > best.command.words.length) best = found;
  }
  return best;
}

function match(command: KnownCommand, words: readonly CommandWord[]): FoundCommand | undefined {
  const [program, ...subcommands] = command.words;
  const [first, ...rest] = words;
  if (first === undefined || toProgram(first.text) !== program) return undefined;
  const places = [first.at];
  const options: CommandWord[] = [];
  let isValue = false;
  for (const word of rest) {
    const wanted = subcommands[places.length - 1];
    if (wanted === undefined) options.push(word);
    else if (word.text === wanted) places.push(word.at);
    else if (word.text.startsWith('-')) {
      options.push(word);
      isValue = !word.text.includes('=');
      continue;
    } else if (!isValue) return undefined;
    isValue = false;
  }
  return places.length === command.words.length ? { command, places, options } : undefined;
}

function toProgram(text: string): string {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return name === 'pip3' ? 'pip' : name;
}
