import * as vscode from 'vscode';
import type { TextSource } from '../commands/editor.ts';
import { drawGrowingText } from './draw-growing-text.ts';
import type { TextPages } from './text-pages.ts';

/** Shows a document that grows, with its last line in sight as long as the cursor is there. */
export async function followPage(
  pages: TextPages,
  name: string,
  source: TextSource,
): Promise<void> {
  const path = `follow/${name}`;
  const uri = pages.set(path, '');
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const ending = new AbortController();
  const closing = vscode.workspace.onDidCloseTextDocument((closed) => {
    if (closed === document) ending.abort();
  });
  const draw = (text: string): void => {
    pages.set(path, text);
    if (editor.selection.isEmpty) revealEnd(editor);
  };
  try {
    await drawGrowingText(source(ending.signal), draw, ending.signal);
  } finally {
    closing.dispose();
  }
}

function revealEnd(editor: vscode.TextEditor): void {
  const last = editor.document.lineCount - 1;
  editor.revealRange(new vscode.Range(last, 0, last, 0));
}
