import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { openPage } from './support/page.ts';
import { waitUntil } from './support/wait-until.ts';

suite('The packaged extension, installed as a person installs it', () => {
  const page = openPage();

  test('is the one that runs, and not the development folder', () => {
    const extension = vscode.extensions.getExtension('drydock.drydock');
    assert.notEqual(extension, undefined);
    assert.match(path.basename(extension?.extensionPath ?? ''), /^drydock\.drydock-\d/);
  });

  test('shows the services and the MLflow store of the sample project', async () => {
    await page.click('.activitybar a[aria-label^="Drydock"]');
    const services = '.pane:has(.pane-header[aria-label^="Services"]) .monaco-list-row';
    const runs = '.pane:has(.pane-header[aria-label^="MLflow"]) .monaco-list-row';
    await page.waitFor(services, { hasText: 'train' });
    await page.waitFor(runs, { hasText: 'mlflow.db' });
    await page.screenshot('vsix-views');
  });

  test('finds what is wrong in the compose file, and mends it', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(folder.uri, 'compose.yaml'),
    );
    await vscode.window.showTextDocument(document);
    const findings = await waitUntil('findings', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 && found;
    });
    const version = findings.find(({ range }) =>
      document.lineAt(range.start).text.startsWith('version'),
    );
    assert.ok(version, 'the obsolete version key is a finding');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      version.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const edit = actions.find((action) => action.edit !== undefined)?.edit;
    assert.ok(edit, 'the finding has a quick fix');
    await vscode.workspace.applyEdit(edit);
    assert.doesNotMatch(document.getText(), /^version:/m);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
