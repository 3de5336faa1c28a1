import type { Position as LspPosition, Range } from 'vscode-languageserver/node';
import type { LineIndex } from '../../core/base/line-index.ts';

export function toOffset(position: LspPosition, lines: LineIndex): number {
  return lines.offsetAt({ line: position.line, column: position.character });
}

export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

export function toOffsets(range: Range, lines: LineIndex): OffsetRange {
  return { start: toOffset(range.start, lines), end: toOffset(range.end, lines) };
}
