import type { Definition, DefinitionParams } from 'vscode-languageserver/node';
import { toOffset } from '../convert/from-lsp.ts';
import { toLocation } from '../convert/to-lsp.ts';
import type { Roots } from '../workspace/roots.ts';

/** Where the narrowest word under the cursor that has a place is declared. */
export async function answerDefinition(
  { textDocument, position }: DefinitionParams,
  { roots }: { readonly roots: Roots },
): Promise<Definition | null> {
  const place = roots.find(textDocument.uri);
  if (place === undefined) return null;
  const linted = await place.root.lintSoon();
  if (linted === undefined) return null;
  const offset = toOffset(position, linted.lines(place.file));
  const found = await linted.findMentions(place.file, offset);
  const targets = found.find((mention) => mention.targets.length > 0)?.targets ?? [];
  return targets.map((target) => toLocation(target, linted));
}
