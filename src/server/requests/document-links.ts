import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import { toRange } from '../convert/to-lsp.ts';
import type { Roots } from '../workspace/roots.ts';

/** Paths in a file that lead to one other file. */
export async function answerDocumentLinks(
  { textDocument }: DocumentLinkParams,
  { roots }: { readonly roots: Roots },
): Promise<DocumentLink[]> {
  const place = roots.find(textDocument.uri);
  if (place === undefined) return [];
  const linted = await place.root.lintSoon();
  if (linted === undefined) return [];
  const links = new Map<string, DocumentLink>();
  for (const { kind, at, targets } of await linted.listPaths(place.file)) {
    const [target, ...others] = targets;
    if (kind !== 'file' || target === undefined || others.length > 0) continue;
    const link = { range: toRange(at, linted), target: linted.toUri(target.file) };
    // Services of several file sets name the same file at the same place.
    links.set(JSON.stringify(link), link);
  }
  return [...links.values()];
}
