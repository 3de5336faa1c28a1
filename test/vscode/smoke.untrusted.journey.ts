import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { openPage } from './support/page.ts';
import { waitUntil } from './support/wait-until.ts';

suite('The VS Code host with a folder that nobody trusts yet', () => {
  const page = openPage();

  test('starts in restricted mode', async () => {
    await page.waitFor('.statusbar-item', { hasText: 'Restricted Mode' });
    assert.equal(vscode.workspace.isTrusted, false);
    await page.screenshot('smoke-untrusted');
  });

  test('leaves restricted mode when a person trusts the folder', async () => {
    await page.click('.part.banner a', { hasText: 'Manage' });
    await page.click('.workspace-trust-editor .monaco-button', { hasText: 'Trust' });
    await waitUntil('the folder is trusted', () => vscode.workspace.isTrusted);
    await page.waitUntilGone('.statusbar-item', { hasText: 'Restricted Mode' });
  });
});
