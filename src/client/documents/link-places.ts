import * as vscode from 'vscode';
import { findPlaces } from './find-places.ts';

/** Links from a page to the files of the open folders that are there. */
export async function linkPlaces(
  document: vscode.TextDocument,
): Promise<readonly vscode.DocumentLink[]> {
  const links = findPlaces(document.getText()).map(async ({ start, end, file, line }) => {
    const uri = await findFile(file);
    if (uri === undefined) return [];
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return [new vscode.DocumentLink(range, uri.with({ fragment: `L${line}` }))];
  });
  return (await Promise.all(links)).flat();
}

async function findFile(path: string): Promise<vscode.Uri | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const file = vscode.Uri.joinPath(uri, path);
    try {
      if ((await vscode.workspace.fs.stat(file)).type === vscode.FileType.File) return file;
    } catch {
      // It is not in this folder.
    }
  }
  return undefined;
}
