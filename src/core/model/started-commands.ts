import type { Span } from '../base/span.ts';
import type { ShellCommand, ShellScript } from '../syntax/shell-tree.ts';
import type { ProcessLine, Service, Stage } from './project.ts';
import { findScript } from './service-process.ts';
import { skipWrappers } from './wrapper-programs.ts';

/** One program that a container starts, with its arguments. */
export interface StartedCommand {
  readonly words: readonly StartedWord[];
  /** How its words are divided where they are written: list items, or blanks. */
  readonly form: 'list' | 'text';
  /** True where a shell starts it, so that the container's variables stand for their values. */
  readonly isShell: boolean;
  /** `NAME=value` before the program, where a shell starts it. */
  readonly assignments?: readonly StartedWord[];
  /** What the shell reads behind it, such as `&&`. */
  readonly separator?: ShellCommand['separator'];
}

export interface StartedWord {
  /** Without quotes; shell variables stay as written. */
  readonly text: string;
  readonly at: Span;
}

/** The stage of our own Dockerfile that a service runs; undefined for an image from elsewhere. */
export function findServiceStage({ build }: Service): Stage | undefined {
  const stages = build?.file?.stages;
  if (build?.target === undefined) return stages?.at(-1);
  const wanted = build.target.text.toLowerCase();
  return stages?.find(
    ({ name, index }) => name?.toLowerCase() === wanted || String(index) === wanted,
  );
}

/** What a service's container runs: its own entrypoint and command, else those of the image where we know it. */
export function findServiceCommands(service: Service): readonly StartedCommand[] {
  const stage = findServiceStage(service);
  const entrypoint = service.entrypoint ?? stage?.entrypoint;
  // A new entrypoint makes Docker forget the image's command.
  const imageCommand = service.entrypoint === undefined ? stage?.command : undefined;
  return joinProcess(entrypoint, service.command ?? imageCommand);
}

/** What a stage's image runs by itself. */
export function findStageCommands(stage: Stage): readonly StartedCommand[] {
  return joinProcess(stage.entrypoint, stage.command);
}

function joinProcess(
  entrypoint: ProcessLine | undefined,
  command: ProcessLine | undefined,
): readonly StartedCommand[] {
  if (entrypoint === undefined || entrypoint.words.length === 0) return toCommands(command);
  if (entrypoint.script !== undefined || command === undefined) return toCommands(entrypoint);
  if (command.script !== undefined) return [...toCommands(entrypoint), ...toCommands(command)];
  const words = [...entrypoint.words, ...command.words];
  const script = findScript(words);
  if (script !== undefined) return findScriptCommands(script);
  const form = command.form === 'exec' ? 'list' : 'text';
  return [{ words, form, isShell: false }];
}

function toCommands(line: ProcessLine | undefined): readonly StartedCommand[] {
  if (line === undefined) return [];
  if (line.script === undefined) {
    return [{ words: line.words, form: line.form === 'exec' ? 'list' : 'text', isShell: false }];
  }
  return findScriptCommands(line.script);
}

/** What a shell starts that runs a text. */
export function findScriptCommands(script: ShellScript): readonly StartedCommand[] {
  return script.commands.flatMap(({ words, assignments, separator }): StartedCommand[] => {
    const plain = words.map((word) => ({ text: word.plain, at: word.at }));
    const started = plain.slice(skipWrappers(plain.map(({ text }) => text)));
    return started.length === 0
      ? []
      : [{ words: started, form: 'text', isShell: true, assignments, separator }];
  });
}
