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
    const script = findScript(command);
    if (script === undefined) return [command];
    if (place.workdir === undefined && !script.startsWith('/')) return [command];
    const path = place.findFile(resolveInImage(place.workdir, script));
    const text = path === undefined ? undefined : place.snapshot.files.get(path);
    if (path === undefined || text === undefined) return [command];
    return [command, ...findScriptCommands(parseShellFile(path, text))];
  });
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
