import type { Finding } from '../base/finding.ts';
import { contains } from '../base/span.ts';
import type { InlineText, Project } from '../model/project.ts';

/** Files in which a `#` begins a comment. */
const commentable = /(?:\.ya?ml|\.txt|\.toml|\.py|\.dockerignore|(?:^|\/)\.env[^/]*)$/i;

/** The start of the line that a comment about the next line has to stand before; undefined where it would become content. */
export function findSuppressionLine(project: Project, finding: Finding): number | undefined {
  const { file, start } = finding.at;
  const text = project.snapshot.files.get(file);
  if (text === undefined) return undefined;
  const dockerfile = project.dockerfiles.find(
    ({ path, inline }) => path === file && (inline === undefined || holds(inline, start)),
  );
  if (dockerfile !== undefined) {
    // A comment between the lines of an instruction could be in a heredoc.
    const around = dockerfile.tree.instructions.find(({ at }) => contains(at, start));
    // A comment in folded or quoted text would be joined with what follows.
    if (dockerfile.inline?.isLiteral === false) return undefined;
    return startOfLine(text, around?.at.start ?? start);
  }
  if (!commentable.test(file)) return undefined;
  const line = startOfLine(text, start);
  return /\.ya?ml$/i.test(file) && isInBlockScalar(text, line) ? undefined : line;
}

/** The block itself, but not the key that opens it. */
function holds({ at }: InlineText, offset: number): boolean {
  return at.start < offset && offset <= at.end;
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at -= 1;
  return at;
}

/** Whether the nearest line above that is indented less opens a block of literal text. */
function isInBlockScalar(text: string, line: number): boolean {
  const indentation = indentOf(text.slice(line));
  const above = text.slice(0, line).split(/\r\n|\n|\r/);
  const opener = above.findLast((one) => one.trim() !== '' && indentOf(one) < indentation);
  return opener !== undefined && /(?:^|[\s:-])[|>][-+\d]*\s*(?:#.*)?$/.test(opener);
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
