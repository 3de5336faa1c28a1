import type { ShellScript } from '../syntax/shell-tree.ts';
import { resolveInImage } from './python-image-files.ts';
import { parseShellFile } from './shell-file.ts';
import { findScriptCommands, type StartedCommand } from './started-commands.ts';
import type { Snapshot } from './snapshot.ts';

/** A container, as far as its files matter. */
export interface ScriptPlace {
  readonly workdir: string | undefined;
  readonly snapshot: Snapshot;
  /** The project's file at an absolute path of the container. */
  findFile(imagePath: string): string | undefined;
}

/** The commands, and what they start where they are scripts of the project. */
export function followScripts(
  commands: readonly StartedCommand[],
  place: ScriptPlace,
): readonly StartedCommand[] {
  return commands.flatMap((command) => {
    const name = findScript(command);
    if (name === undefined) return [command];
    if (place.workdir === undefined && !name.startsWith('/')) return [command];
    const path = place.findFile(resolveInImage(place.workdir, name));
    const text = path === undefined ? undefined : place.snapshot.files.get(path);
    if (path === undefined || text === undefined) return [command];
    const script = parseShellFile(path, text);
    return [command, ...fillVariables(findScriptCommands(script), findValues(script))];
  });
}

/** The variables to which a script gives one value that is written out, whatever happens in it. */
function findValues({ commands }: ShellScript): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const unknown = new Set<string>();
  for (const { words, assignments, isNested } of commands) {
    const [program, ...rest] = words;
    const isSet = program === undefined;
    if (!isSet && !/^(?:export|readonly|declare|local|read|unset)$/.test(program.plain)) continue;
    const pairs = isSet ? assignments.map(({ text }) => text) : rest.map(({ text }) => text);
    for (const pair of pairs) {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [undefined, pair.replace(/\W.*/s, '')];
      if (name === undefined) continue;
      const plain = value?.replace(/^(["'])(.*)\1$/s, '$2');
      if (plain === undefined && program?.plain === 'export') continue;
      if (plain === undefined || isNested || values.has(name) || /["'$`\\\s]/.test(plain))
        unknown.add(name);
      else values.set(name, plain);
    }
  }
  for (const name of unknown) values.delete(name);
  return values;
}

/** Puts in what is certain; other variables stay as written. */
function fillVariables(
  commands: readonly StartedCommand[],
  values: ReadonlyMap<string, string>,
): readonly StartedCommand[] {
  if (values.size === 0) return commands;
  const fill = (text: string): string =>
    text.replaceAll(
      /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g,
      (whole, braced?: string, plain?: string) => values.get(braced ?? plain ?? '') ?? whole,
    );
  return commands.map((command) => ({
    ...command,
    words: command.words.map(({ text, at }) => ({ text: fill(text), at })),
  }));
}

/** The script that a command runs, by a shell or by itself. */
function findScript({ words }: StartedCommand): string | undefined {
  const [first, ...rest] = words.map(({ text }) => text);
  if (first === undefined) return undefined;
  if (/^(?:\/(?:usr\/)?bin\/)?(?:ba|da)?sh$/.test(first)) {
    const operand = rest.find((word) => !word.startsWith('-'));
    return rest[0]?.includes('c') === true && rest[0].startsWith('-') ? undefined : operand;
  }
  return /^(?:\.?\/)?[\w./-]+\.sh$/.test(first) || first.startsWith('./') ? first : undefined;
}
