import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { openPage } from './support/page.ts';
import { waitUntil } from './support/wait-until.ts';

const [folder] = vscode.workspace.workspaceFolders ?? [];

function toUri(path: string): vscode.Uri {
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, ...path.split('/'));
}

/** Findings of one file, as `rule@line` from 1. */
function findingsOf(path: string): string[] {
  return vscode.languages
    .getDiagnostics(toUri(path))
    .filter(({ source }) => source === 'drydock')
    .map(({ code, range }) => {
      const rule = typeof code === 'object' ? code.value : code;
      return `${String(rule)}@${range.start.line + 1}`;
    });
}

function countFindings(): string {
  const severities = vscode.languages
    .getDiagnostics()
    .flatMap(([, findings]) => findings)
    .filter(({ source }) => source === 'drydock')
    .map(({ severity }) => vscode.DiagnosticSeverity[severity]);
  const count = (wanted: string): number => severities.filter((one) => one === wanted).length;
  return `${count('Error')} errors, ${count('Warning')} warnings`;
}

suite('Linting', () => {
  const page = openPage();

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('fills the Problems view without any file being open', async () => {
    assert.ok(vscode.window.visibleTextEditors.length === 0);
    await waitUntil('findings of the compose file', () => findingsOf('compose.yaml').length > 0);
    await waitUntil('findings of a Dockerfile', () => findingsOf('api/Dockerfile').length > 0);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await page.waitFor('.markers-panel .monaco-list-row', {
      hasText: 'mlflow/no-loopback-tracking-uri',
    });
    await page.screenshot('lint-problems');
  });

  test('links a finding to its rule’s page', async () => {
    const finding = vscode.languages.getDiagnostics(toUri('compose.yaml'))[0];
    assert.ok(typeof finding?.code === 'object');
    assert.equal(finding.code.target.scheme, 'command');
    await vscode.commands.executeCommand('drydock.rule.open', finding.code.value);
    await page.waitFor('h1', { hasText: String(finding.code.value) });
    await page.screenshot('lint-rule-page');
  });

  test('shows each finding once when its file is open, and explains it on hover', async () => {
    const before = findingsOf('compose.yaml');
    const document = await vscode.workspace.openTextDocument(toUri('compose.yaml'));
    const editor = await vscode.window.showTextDocument(document);
    await waitUntil('the same findings', () => {
      const now = findingsOf('compose.yaml');
      return now.length === new Set(now).size && now.length === before.length;
    });
    const finding = vscode.languages.getDiagnostics(document.uri)[0];
    assert.ok(finding);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      finding.range.start,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    const rule = typeof finding.code === 'object' ? finding.code.value : finding.code;
    assert.ok(texts.some((text) => text.includes(String(rule))));
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    await vscode.commands.executeCommand('editor.action.showHover');
    await page.waitFor('.monaco-hover', { hasText: String(rule) });
    await page.screenshot('lint-hover');
  });

  test('follows each keystroke, and forgets a finding that was typed away', async () => {
    const uri = toUri('train/Dockerfile');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const before = findingsOf('train/Dockerfile');
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'WORKDIR relative\n'));
    await waitUntil('the new finding', () =>
      findingsOf('train/Dockerfile').includes('dockerfile/no-relative-workdir@2'),
    );
    await vscode.commands.executeCommand('undo');
    await waitUntil(
      'the old findings',
      () => findingsOf('train/Dockerfile').join() === before.join(),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('mends a finding by its quick fix, and leaves the rest of the file alone', async () => {
    const uri = toUri('train/Dockerfile');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const wanted = 'dockerfile/no-maintainer@2';
    await waitUntil('the finding', () => findingsOf('train/Dockerfile').includes(wanted));
    const text = document.getText();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(1, 0, 1, 1),
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Ignore dockerfile/no-maintainer here'), titles.join());
    const fix = actions.find(({ title }) => !title.startsWith('Ignore'));
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await waitUntil('no finding', () => !findingsOf('train/Dockerfile').includes(wanted));
    const lines = text.split('\n');
    const rest = document.getText().split('\n');
    assert.deepEqual([rest[0], ...rest.slice(2)], [lines[0], ...lines.slice(2)]);
    await page.screenshot('lint-fixed');
    await vscode.commands.executeCommand('undo');
    await waitUntil('the finding again', () => findingsOf('train/Dockerfile').includes(wanted));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('lints a file anew when another one changes', async () => {
    const ignore = toUri('.dockerignore');
    const text = await readFile(ignore.fsPath, 'utf8');
    const before = findingsOf('api/Dockerfile');
    await vscode.workspace.fs.writeFile(ignore, Buffer.from(`${text}\napi/\n`));
    await waitUntil(
      'a finding about the ignored folder',
      () => findingsOf('api/Dockerfile').length > before.length,
    );
    await vscode.workspace.fs.writeFile(ignore, Buffer.from(text));
    await waitUntil(
      'the old findings',
      () => findingsOf('api/Dockerfile').join() === before.join(),
    );
  });

  test('says on request what the whole workspace has', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await waitUntil('findings of closed files', () => findingsOf('compose.yaml').length > 0);
    await vscode.commands.executeCommand('drydock.lint.workspace');
    // In a window that runs tests no toast comes up by itself.
    await vscode.commands.executeCommand('notifications.showList');
    const said = await waitUntil('the counts of the Problems view', async () => {
      const texts = await page.texts('.notification-list-item');
      return texts.find((text) => text.includes(countFindings()));
    });
    assert.doesNotMatch(said, /\b0 (?:errors|warnings)/);
    await page.screenshot('lint-workspace');
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.ok(folder);
    assert.equal(
      await readFile(join(folder.uri.fsPath, 'train', 'Dockerfile'), 'utf8'),
      (await vscode.workspace.openTextDocument(toUri('train/Dockerfile'))).getText(),
    );
  });
});
