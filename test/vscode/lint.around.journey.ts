import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { waitUntil } from './support/wait-until.ts';

suite('In the folder around a project', () => {
  test('findings come without a file being open', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const compose = vscode.Uri.joinPath(folder.uri, 'sample/compose.yaml');
    await waitUntil('findings of the compose file', () =>
      vscode.languages.getDiagnostics(compose).some(({ source }) => source === 'drydock'),
    );
    assert.deepEqual(vscode.window.visibleTextEditors, []);
  });
});
