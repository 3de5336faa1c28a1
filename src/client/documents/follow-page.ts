import * as vscode from 'vscode';
import type { TextSource } from '../commands/editor.ts';
import type { TextPages } from './text-pages.ts';

/** UTF-16 units kept of a text that grows; the oldest lines go first. */
const maxLength = 1_000_000;
/** Milliseconds between two drawings. */
const drawingPause = 150;

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
  let text = '';
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    timer = undefined;
    pages.set(path, text);
    if (editor.selection.isEmpty) revealEnd(editor);
  };
  try {
    for await (const piece of source(ending.signal)) {
      text = cutOldest(text + piece);
      timer ??= setTimeout(draw, drawingPause);
    }
  } finally {
    clearTimeout(timer);
    closing.dispose();
  }
  if (!ending.signal.aborted) draw();
}

function revealEnd(editor: vscode.TextEditor): void {
  const last = editor.document.lineCount - 1;
  editor.revealRange(new vscode.Range(last, 0, last, 0));
}

function cutOldest(text: string): string {
  if (text.length <= maxLength) return text;
  const cut = text.indexOf('\n', text.length - maxLength);
  return cut === -1 ? text.slice(-maxLength) : text.slice(cut + 1);
}
