import type { Finding, Fix } from '../base/finding.ts';
import type { Edit } from '../base/span.ts';
import type { Dockerfile, InlineText, Project } from '../model/project.ts';

/**
 * Makes the fixes of a Dockerfile that stands in a compose file fit there: new lines get the block's indentation, and a
 * dollar sign is written twice. Fixes that touch a variable of Compose, or a text that is no literal block, are left out, and
 * so are those in a compose file that is no YAML: where its parts end is a guess.
 */
export function fitFixes(finding: Finding, project: Project): Finding {
  if (finding.fixes.length === 0) return finding;
  if (isMisread(finding, project)) return { ...finding, fixes: [] };
  const host = findHost(finding, project);
  if (host === undefined) return finding;
  return { ...finding, fixes: finding.fixes.flatMap((fix) => fitFix(fix, host, project) ?? []) };
}

function isMisread({ at }: Finding, { composeFiles }: Project): boolean {
  return composeFiles.some(({ path, problems }) => path === at.file && problems.length > 0);
}

function findHost({ at }: Finding, { dockerfiles }: Project): Dockerfile | undefined {
  return dockerfiles.find(
    ({ inline }) =>
      inline?.at.file === at.file && inline.at.start <= at.start && at.end <= inline.at.end,
  );
}

function fitFix(fix: Fix, { inline, tree }: Dockerfile, project: Project): Fix | undefined {
  if (inline?.isLiteral !== true) return undefined;
  const own = fix.edits();
  if (own.some((edit) => !isPlain(edit, inline, project))) return undefined;
  const edits = own.map((edit) => ({ ...edit, insert: fitText(edit, tree.text) }));
  return { ...fix, edits: () => edits };
}

/** False for an edit outside the block, or of text that Compose makes from a variable. */
function isPlain({ at }: Edit, inline: InlineText, { composeFiles }: Project): boolean {
  if (at.file !== inline.at.file) return false;
  if (at.start < inline.at.start || at.end > inline.at.end + 1) return false;
  const file = composeFiles.find(({ path }) => path === at.file);
  return !(file?.variables ?? []).some((use) => use.at.start < at.end && at.start < use.at.end);
}

function fitText({ at, insert }: Edit, text: string): string {
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  const indentation = /^ */.exec(text.slice(lineStart, at.start))?.[0] ?? '';
  return insert.replaceAll('$', '$$$$').replaceAll(/\n(?=[^\n])/g, `\n${indentation}`);
}
