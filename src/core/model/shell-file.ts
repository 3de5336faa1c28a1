import { joinPieces, type Piece } from '../syntax/mapped-text.ts';
import { parseShell } from '../syntax/shell.ts';
import type { ShellScript } from '../syntax/shell-tree.ts';

/** A script as its shell reads it: a line goes on behind a backslash at its end. */
export function parseShellFile(file: string, text: string): ShellScript {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { index, 0: match } of text.matchAll(/\\\r?\n/g)) {
    pieces.push([start, index]);
    start = index + match.length;
  }
  return parseShell(joinPieces(file, text, [...pieces, [start, text.length]], 0));
}
