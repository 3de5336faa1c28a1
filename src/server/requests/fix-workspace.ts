import {
  LSPErrorCodes,
  RequestType0,
  ResponseError,
  type CancellationToken,
} from 'vscode-languageserver/node';
import { languageRequests, type FixedText } from '../../core/ide/language-requests.ts';
import type { Roots } from '../workspace/roots.ts';

export const fixWorkspaceRequest = new RequestType0<readonly FixedText[], void>(
  languageRequests.fixWorkspace,
);

/** What all safe fixes would change; the client applies it. A cancellation counts between two folders. */
export async function answerFixWorkspace(
  roots: Roots,
  token: CancellationToken,
): Promise<readonly FixedText[]> {
  const fixed = new Map<string, FixedText>();
  for (const root of roots.all) {
    if (token.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
    const linted = await root.lint();
    for (const [file, after] of await linted.fixWorkspace()) {
      const before = linted.findText(file);
      const uri = linted.toUri(file);
      // Of nested folders both see the file; the first one counts.
      if (before !== undefined && !fixed.has(uri)) fixed.set(uri, { uri, before, after });
    }
  }
  return [...fixed.values()];
}
