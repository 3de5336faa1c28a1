import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { listChildren } from './support/processes.ts';
import { openPage } from './support/page.ts';
import { waitUntil } from './support/wait-until.ts';

const [folder] = vscode.workspace.workspaceFolders ?? [];

function toUri(path: string): vscode.Uri {
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, ...path.split('/'));
}

const compose = `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: mlflow server --host \${BIND} --port 5001
    ports: ["127.0.0.1:5001:5001"]
    environment:
      TOKEN: "\${API_TOKEN}"
  job:
    build: .
    restart: "no"
    command: >
      sh -c "python train.py
      && echo done"
    depends_on:
      tracking:
        condition: service_started
`;

const dockerfile = `FROM python:3.11-slim AS base
MAINTAINER ada
RUN <<EOF
set -e
export A=1
EOF
RUN python3 <<EOF
import os
EOF
FROM base
COPY --from=base /etc/hostname /tmp/
USER 1000
`;

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(toUri(path), Buffer.from(text));
}

async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(toUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

function hasFinding(path: string, rule: string): boolean {
  return vscode.languages
    .getDiagnostics(toUri(path))
    .some(({ code }) => (typeof code === 'object' ? code.value : code) === rule);
}

function placeOf(document: vscode.TextDocument, word: string): vscode.Position {
  const offset = document.getText().indexOf(word);
  assert.ok(offset >= 0, word);
  return document.positionAt(offset + 1);
}

async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, word),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

async function followAt(document: vscode.TextDocument, word: string): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    placeOf(document, word),
  );
  return found.map((target) => {
    const uri = 'uri' in target ? target.uri : target.targetUri;
    const range = 'uri' in target ? target.range : target.targetRange;
    return `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`;
  });
}

suite('The editor', () => {
  const page = openPage();
  const loopback = 'mlflow/no-loopback-host';

  suiteSetup(async () => {
    await write('extra/.env', 'BIND=127.0.0.1\nAPI_TOKEN=hunter2\n');
    await write('extra/compose.yaml', compose);
    await write('extra/Dockerfile', dockerfile);
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(toUri('extra'), { recursive: true });
  });

  test('finds what a changed .env on the disk brings into a compose file that is not open', async () => {
    await waitUntil('the address of .env', () => hasFinding('extra/compose.yaml', loopback));
    await write('extra/.env', 'BIND=0.0.0.0\nAPI_TOKEN=hunter2\n');
    await waitUntil('no finding', () => !hasFinding('extra/compose.yaml', loopback));
  });

  test('finds the same while .env is typed, before it is saved', async () => {
    const document = await open('extra/.env');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 5, 0, 12), '127.0.0.1'));
    await waitUntil('the finding', () => hasFinding('extra/compose.yaml', loopback));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await waitUntil('no finding', () => !hasFinding('extra/compose.yaml', loopback));
  });

  test('explains a variable with its value and its origin, and keeps secrets to itself', async () => {
    const document = await open('extra/compose.yaml');
    const bind = await hoverAt(document, '{BIND');
    assert.match(bind, /`BIND` is `0\.0\.0\.0`, from `extra\/\.env` line 1/);
    const token = await hoverAt(document, '{API_TOKEN');
    assert.match(token, /`API_TOKEN` is `\*\*\*`/);
    assert.ok(!token.includes('hunter2'));
    const editor = await vscode.window.showTextDocument(document);
    const place = placeOf(document, '{BIND');
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('editor.action.showHover');
    await page.waitFor('.monaco-hover', { hasText: 'BIND' });
    await page.screenshot('editor-hover');
  });

  test('goes from a name to where it is declared, and from a path to its file', async () => {
    const document = await open('extra/compose.yaml');
    assert.deepEqual(await followAt(document, '{BIND'), ['extra/.env:1']);
    assert.deepEqual(await followAt(document, 'tracking:\n        condition'), [
      'extra/compose.yaml:2',
    ]);
    assert.deepEqual(await followAt(document, '.\n    restart'), ['extra/Dockerfile:1']);
    const built = await open('extra/Dockerfile');
    assert.deepEqual(await followAt(built, 'base /etc'), ['extra/Dockerfile:1']);
  });

  test('explains options and instructions', async () => {
    assert.match(await hoverAt(await open('extra/compose.yaml'), '--host'), /listens on/);
    assert.match(
      await hoverAt(await open('extra/Dockerfile'), 'RUN <<'),
      /while the image is built/,
    );
  });

  /** What VS Code's own inspector says about the word at a place. */
  async function scopesOf(document: vscode.TextDocument, word: string): Promise<string> {
    const editor = await vscode.window.showTextDocument(document);
    const place = placeOf(document, word);
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('editor.action.inspectTMScopes');
    await page.waitFor('.token-inspect-widget .tiw-metadata-scopes');
    const [scopes = ''] = await page.texts('.token-inspect-widget .tiw-metadata-scopes');
    await vscode.commands.executeCommand('editor.action.inspectTMScopes');
    await page.waitUntilGone('.token-inspect-widget');
    return scopes;
  }

  test('colors shell in commands and heredocs, and variables', async () => {
    const document = await open('extra/compose.yaml');
    assert.match(await scopesOf(document, 'BIND'), /variable\.other\.interpolation/);
    assert.match(await scopesOf(document, 'mlflow server'), /meta\.embedded\.inline\.shellscript/);
    assert.match(await scopesOf(document, 'sh -c'), /meta\.embedded\.block\.shellscript/);
    assert.doesNotMatch(await scopesOf(document, 'depends_on'), /meta\.embedded/);
    await page.screenshot('editor-compose-colors');
    const built = await open('extra/Dockerfile');
    assert.match(await scopesOf(built, 'export'), /meta\.embedded\.block\.shellscript/);
    assert.match(await scopesOf(built, 'import'), /meta\.embedded\.block\.python/);
    assert.doesNotMatch(await scopesOf(built, 'USER'), /meta\.embedded/);
    await page.screenshot('editor-dockerfile-colors');
  });

  test('leaves a finding to another extension that says the same, as long as it does', async () => {
    const rule = 'dockerfile/no-maintainer';
    await waitUntil('our finding', () => hasFinding('extra/Dockerfile', rule));
    const others = vscode.languages.createDiagnosticCollection('another');
    const line = new vscode.Range(1, 0, 1, 14);
    const said = new vscode.Diagnostic(line, 'deprecated');
    said.source = 'docker-language-server';
    said.code = 'MaintainerDeprecated';
    others.set(toUri('extra/Dockerfile'), [said]);
    await waitUntil('only the other one', () => !hasFinding('extra/Dockerfile', rule));
    others.dispose();
    await waitUntil('ours again', () => hasFinding('extra/Dockerfile', rule));
  });

  test('obeys severities and paths of the settings', async () => {
    const rule = 'dockerfile/no-maintainer';
    const settings = vscode.workspace.getConfiguration('drydock', toUri('extra'));
    const target = vscode.ConfigurationTarget.Workspace;
    await settings.update('lint.severities', { DL4000: 'off' }, target);
    await waitUntil('no finding', () => !hasFinding('extra/Dockerfile', rule));
    await settings.update('lint.severities', undefined, target);
    await waitUntil('the finding', () => hasFinding('extra/Dockerfile', rule));
    await settings.update('lint.ignore', ['extra/**'], target);
    await waitUntil('no finding', () => !hasFinding('extra/Dockerfile', rule));
    await settings.update('lint.ignore', undefined, target);
    await waitUntil('the finding again', () => hasFinding('extra/Dockerfile', rule));
  });

  test('says in the status bar what the linter does', async () => {
    await open('extra/Dockerfile');
    await page.click('.statusbar-item[id="status.languageStatus"]');
    await page.waitFor('.monaco-hover .element', { hasText: 'Drydock is ready' });
    const [text = ''] = await page.texts('.monaco-hover .element', { hasText: 'Drydock is ready' });
    assert.match(text, /\d+ errors and \d+ warnings/);
    await page.screenshot('editor-status');
    await page.press('Escape');
    const settings = vscode.workspace.getConfiguration('drydock');
    await settings.update('lint.enable', false, vscode.ConfigurationTarget.Workspace);
    await waitUntil(
      'nothing of ours',
      () => !hasFinding('extra/Dockerfile', 'dockerfile/no-maintainer'),
    );
    await page.click('.statusbar-item[id="status.languageStatus"]');
    await page.waitFor('.monaco-hover .element', { hasText: 'Drydock is off' });
    await page.press('Escape');
    await settings.update('lint.enable', undefined, vscode.ConfigurationTarget.Workspace);
    await waitUntil('ours again', () => hasFinding('extra/Dockerfile', 'dockerfile/no-maintainer'));
  });

  test('fixes all that is safe in the file of the editor', async () => {
    const document = await open('extra/Dockerfile');
    await vscode.commands.executeCommand('drydock.fix.file');
    await waitUntil('no MAINTAINER', () => !document.getText().includes('MAINTAINER'));
    assert.ok(document.getText().includes('LABEL org.opencontainers.image.authors="ada"\n'));
    assert.ok(document.getText().endsWith('COPY --from=base /etc/hostname /tmp/\nUSER 1000\n'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(await readFile(toUri('extra/Dockerfile').fsPath, 'utf8'), dockerfile);
  });

  test('copies a report without secrets and without paths outside the workspace', async () => {
    await vscode.commands.executeCommand('drydock.report.copy');
    const report = await waitUntil('the report', async () => {
      const text = await vscode.env.clipboard.readText();
      return text.startsWith('## Drydock report') && text;
    });
    assert.match(report, /- VS Code: \d/);
    assert.match(report, /- Language server: Drydock is ready/);
    assert.match(report, /- dockerfile\/no-maintainer: \d/);
    assert.ok(!report.includes('hunter2'));
    assert.doesNotMatch(report, /\/(?:home|root|tmp|usr)\//);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  test('starts the server again on demand, and has its findings again', async () => {
    const before = await findServer();
    await vscode.commands.executeCommand('drydock.server.restart');
    await waitUntil('findings', () => hasFinding('extra/Dockerfile', 'dockerfile/no-maintainer'));
    assert.notEqual(await findServer(), before);
  });

  test('starts the server again when it crashes, and finds as before', async () => {
    await crash();
    const ours = 'dockerfile/no-maintainer';
    await waitUntil('findings', () => hasFinding('extra/Dockerfile', ours));
    await write('extra/Dockerfile', dockerfile.replace('MAINTAINER ada', 'LABEL by=ada'));
    await waitUntil('no finding', () => !hasFinding('extra/Dockerfile', ours));
  });

  test('leaves a server that crashes again and again alone, and offers to start it', async () => {
    await vscode.commands.executeCommand('drydock.server.restart');
    await open('extra/Dockerfile');
    for (const _ of [1, 2, 3]) await crash();
    process.kill(await findServer(), 'SIGKILL');
    await waitUntil('no server', async () => (await findServer().catch(() => 0)) === 0);
    await page.click('.statusbar-item[id="status.languageStatus"]');
    await page.waitFor('.monaco-hover .element', { hasText: 'Drydock has crashed' });
    await page.screenshot('editor-crashed');
    await page.click('.monaco-hover .element a', { hasText: 'Restart' });
    await waitUntil('another server', async () => (await findServer().catch(() => 0)) !== 0);
    await waitUntil('findings', () => hasFinding('compose.yaml', 'compose/no-obsolete-version'));
  });
});

/** Ends the server the hard way, and waits for the next one. */
async function crash(): Promise<void> {
  const before = await findServer();
  process.kill(before, 'SIGKILL');
  await waitUntil('another server', async () => {
    const now = await findServer().catch(() => before);
    return now !== before;
  });
}

async function findServer(): Promise<number> {
  const server = (await listChildren(process.pid)).find(({ command }) =>
    command.includes('server.js --stdio'),
  );
  assert.ok(server, 'no server');
  return server.pid;
}
