import assert from 'node:assert/strict';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { listChildren, listPeers, listSockets } from './support/processes.ts';
import { openPage } from './support/page.ts';
import { openSidebar } from './support/sidebar.ts';
import { waitUntil } from './support/wait-until.ts';

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
    const ours = (await listChildren(process.pid)).filter(
      ({ command }) => !command.includes('/lib/vscode/'),
    );
    const commands = ours.map(({ command }) => command).join('\n');
    assert.equal(ours.length, 1, commands);
    assert.match(commands, /server\.js --stdio/);
    const [server] = ours;
    assert.deepEqual(await listChildren(server?.pid ?? 0), []);
  });

  test('opens no connection: not the extension host, and the server has only what leads to its parent', async () => {
    // The journeys themselves ask the driver of the page.
    const driver = new URL(process.env['DRYDOCK_PAGE'] ?? '').port;
    const peers = await listPeers(process.pid);
    assert.deepEqual(
      peers.filter((peer) => !peer.endsWith(`:${driver}`)),
      [],
    );
    const server = (await listChildren(process.pid)).find(({ command }) =>
      command.includes('server.js'),
    );
    assert.ok(server);
    // Standard input, output and errors, and the channel of a forked process.
    const sockets = await listSockets(server.pid);
    assert.deepEqual(
      sockets.map(({ descriptor }) => descriptor).filter((descriptor) => descriptor > 3),
      [],
    );
    assert.deepEqual(await listPeers(server.pid), []);
  });

  test('refuses commands that would act', async () => {
    await vscode.commands.executeCommand('drydock.container.shell');
    await vscode.commands.executeCommand('notifications.showList');
    await page.waitFor('.notification-list-item', { hasText: 'trusted workspaces only' });
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
