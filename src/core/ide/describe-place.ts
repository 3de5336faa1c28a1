import { LineIndex } from '../base/line-index.ts';
import type { Span } from '../base/span.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A place as people say it, such as `.env` line 3. */
export function describePlace(at: Span, { files }: Snapshot): string {
  const { line } = new LineIndex(files.get(at.file) ?? '').positionAt(at.start);
  return `\`${at.file}\` line ${line + 1}`;
}
