import type { MappedText } from './dockerfile-tree.ts';
import { sliceText } from './mapped-text.ts';
import { ShellReader } from './shell-reader.ts';
import type { ShellScript } from './shell-tree.ts';

/** Reads shell text as a flat list of simple commands. Any text gives a script; what is odd is read as words. */
export function parseShell(source: MappedText): ShellScript {
  const loopVariables: string[] = [];
  return {
    commands: readCommands(source, { isNested: false, depth: 0, loopVariables }),
    loopVariables,
  };
}

/** Substitutions in substitutions are read again, so their depth bounds the time. */
const deepest = 6;

function readCommands(
  source: MappedText,
  place: {
    readonly isNested: boolean;
    readonly depth: number;
    readonly loopVariables: string[];
  },
): ShellScript['commands'] {
  const reader = new ShellReader(source, place.isNested);
  reader.read();
  place.loopVariables.push(...reader.loopVariables);
  if (place.depth >= deepest || reader.substitutions.length === 0) return reader.commands;
  return reader.commands.concat(
    reader.substitutions.flatMap(({ start, end }) =>
      readCommands(sliceText(source, start, end), {
        ...place,
        isNested: true,
        depth: place.depth + 1,
      }),
    ),
  );
}
