import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { openPage } from './support/page.ts';

suite('The VS Code host', () => {
  const page = openPage();

  test('opens the sample project in a window', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folder?.name, 'sample');
    // Journeys of the same window may have left it showing something else.
    await vscode.commands.executeCommand('workbench.view.explorer');
    await page.waitFor('.monaco-workbench .explorer-folders-view .monaco-list-row');
    await page.screenshot('smoke-window');
  });

  test('carries real keys and clicks into the window and reads what is drawn', async () => {
    await page.press('F1');
    await page.waitFor('.quick-input-widget .monaco-list-row');
    await page.type('View: Show Problems');
    await page.waitFor('.quick-input-widget .monaco-list-row', { hasText: 'Problems' });
    await page.press('Enter');
    await page.waitFor('.markers-panel');
    await page.waitUntilGone('.quick-input-widget');
    const [title] = await page.texts('.part.panel .action-item.checked');
    assert.match(title ?? '', /problems/i);
  });

  test('runs extensions on the Node that ships with VS Code, with its SQLite', async () => {
    assert.ok(Number(process.versions.node.split('.')[0]) >= 22);
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(':memory:');
    assert.equal(database.prepare('select 1 + 1 as two').get()?.['two'], 2);
    database.close();
  });

  test('shows a webview and reads its text', async () => {
    const panel = vscode.window.createWebviewPanel(
      'drydock.smoke',
      'Smoke',
      vscode.ViewColumn.One,
      {},
    );
    panel.webview.html = '<!doctype html><body><h1 class="smoke-title">A webview</h1></body>';
    await page.waitFor('h1.smoke-title', { hasText: 'A webview' });
    assert.deepEqual(await page.texts('h1.smoke-title'), ['A webview']);
    panel.dispose();
  });

  test('has real terminals, whose screen can be read', async () => {
    const terminal = vscode.window.createTerminal({ name: 'smoke', shellPath: '/bin/sh' });
    terminal.show();
    terminal.sendText('echo smoke-$((40 + 2))');
    await page.waitFor('.xterm-rows', { hasText: 'smoke-42' });
    await page.screenshot('smoke-terminal');
    terminal.dispose();
  });

  test('passes the environment of the run to extensions', () => {
    assert.notEqual(process.env['DRYDOCK_PAGE'], undefined);
    assert.match(process.env['PATH'] ?? '', /node_modules/);
  });
});
