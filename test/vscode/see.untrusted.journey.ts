import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { openPage } from './support/page.ts';
import { openSidebar } from './support/sidebar.ts';
import { waitUntil } from './support/wait-until.ts';

/** Command lines of the processes that the extension host started and that still run. */
async function findChildren(): Promise<readonly string[]> {
  const children: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent !== process.pid) continue;
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    children.push(words.replaceAll('\0', ' ').trim());
  }
  return children;
}

suite('A workspace that is not trusted', () => {
  const page = openPage();
  const sidebar = openSidebar(page);

  suiteSetup(async function () {
    // The journey of the host before this one may have given trust; without it there is nothing to see here.
    assert.equal(vscode.workspace.isTrusted, false);
    await sidebar.show();
  });

  test('is linted', async () => {
    await waitUntil('findings', () =>
      vscode.languages
        .getDiagnostics()
        .some(([, findings]) => findings.some(({ source }) => source === 'drydock')),
    );
  });

  test('shows what its files declare, and says why there is no more', async () => {
    for (const text of ['mlflow', 'train', 'api']) {
      await sidebar.waitFor({ view: 'Services', text });
    }
    await sidebar.waitFor({ view: 'Services', text: 'Trust this workspace' });
    await page.waitFor('.pane:has(.pane-header[aria-label^="MLflow"]) .welcome-view-content', {
      hasText: 'not trusted',
    });
    await page.screenshot('untrusted-views');
  });

  test('starts no program but the language server', async () => {
    const ours = (await findChildren()).filter((words) => !words.includes('/lib/vscode/'));
    assert.equal(ours.filter((words) => words.includes('server.js')).length, 1, ours.join('\n'));
    assert.equal(ours.length, 1, ours.join('\n'));
  });

  test('refuses commands that would act', async () => {
    await vscode.commands.executeCommand('drydock.container.shell');
    await vscode.commands.executeCommand('notifications.showList');
    await page.waitFor('.notification-list-item', { hasText: 'trusted workspaces only' });
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
