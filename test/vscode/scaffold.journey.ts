import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { docker } from './support/docker.ts';
import { openPage } from './support/page.ts';
import { choose } from './support/quick-pick.ts';
import { waitUntil } from './support/wait-until.ts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const project = `scaffold-journey-${process.pid}`;
const changed = ['compose.yaml', '.dockerignore'] as const;
const added = 'report/Dockerfile';

const script = `"""Writes the nightly report."""

if __name__ == "__main__":
    print("the report is written")
`;

function read(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

async function exists(path: string): Promise<boolean> {
  return stat(join(root, path)).then(
    () => true,
    () => false,
  );
}

function hasTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input }) =>
        input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    );
}

function findingsOf(path: string): string[] {
  return (
    vscode.languages
      .getDiagnostics(vscode.Uri.file(join(root, path)))
      .filter(({ source }) => source === 'drydock')
      .map(({ message }) => message)
      // The sample's MLflow server hands out a folder of its own: planted, and told of one client or another.
      .filter((message) => !message.startsWith('Artifact root "/mlflow/artifacts"'))
      .sort()
  );
}

suite('Adding a service', () => {
  const page = openPage();
  const before = new Map<string, string>();
  let findings: readonly string[] = [];
  const image = `${project}-report`;

  async function answer(text: string): Promise<void> {
    await page.waitFor('.quick-input-widget input');
    await page.press('Control+A');
    await page.type(text);
    await page.press('Enter');
  }

  suiteSetup(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await mkdir(join(root, 'nightly'));
    await writeFile(join(root, 'nightly/report.py'), script);
    for (const path of changed) before.set(path, await read(path));
    await waitUntil('the findings', () => findingsOf('compose.yaml').length > 0);
    findings = findingsOf('compose.yaml');
  });

  suiteTeardown(async () => {
    await docker('image', 'rm', '--force', image);
    await rm(join(root, 'nightly'), { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('asks, and shows what would change before anything does', async () => {
    void vscode.commands.executeCommand('drydock.service.add');
    await choose(page, 'Which service shall be added?', 'Training job');
    await choose(page, 'How shall the service be set up?', 'Answer each question');
    await choose(page, 'Training script', 'Another value');
    await page.waitFor('.quick-input-title', { hasText: 'Training script' });
    await answer('nightly/report.py');
    await page.waitFor('.quick-input-title', { hasText: 'Name of the service' });
    await answer('report');
    await choose(page, 'Python version', '3.11');
    await page.waitFor('.quick-input-widget', { hasText: 'Make these changes' });
    await page.waitFor('.multiDiffEditor', { hasText: 'report' });
    assert.equal(await read('compose.yaml'), before.get('compose.yaml'));
    assert.equal(await exists(added), false);
    const linted = vscode.languages.getDiagnostics().filter(([, all]) => all.length > 0);
    assert.ok(linted.every(([uri]) => uri.scheme === 'file'));
    await page.screenshot('scaffold-preview');
  });

  test('changes the files, and keeps every line and comment of them', async () => {
    await choose(page, 'Add service', 'Make these changes');
    await waitUntil('the new file', () => exists(added));
    await waitUntil('the saved compose file', async () =>
      (await read('compose.yaml')).includes('report'),
    );
    const after = (await read('compose.yaml')).split('\n');
    let at = 0;
    for (const line of (before.get('compose.yaml') ?? '').split('\n')) {
      at = after.indexOf(line, at);
      assert.notEqual(at, -1, `this line is gone or moved: ${line}`);
      at += 1;
    }
    await page.screenshot('scaffold-added');
  });

  test('brings no finding into the project', async () => {
    await waitUntil(
      'the findings of before',
      () => findingsOf('compose.yaml').join() === findings.join(),
    );
    await vscode.commands.executeCommand('drydock.lint.workspace');
    assert.deepEqual(findingsOf('compose.yaml'), findings);
    assert.deepEqual(findingsOf(added), []);
  });

  test('makes what Compose accepts, builds and runs', async function () {
    this.timeout(240_000);
    const compose = ['compose', '--project-directory', root, '--project-name', project];
    await docker(...compose, '--profile', 'jobs', 'config', '--quiet');
    await docker(...compose, 'build', 'report');
    const said = await docker(...compose, 'run', '--rm', '--no-deps', 'report');
    assert.match(said, /the report is written/);
    await docker(...compose, '--profile', 'jobs', 'down', '--volumes', '--timeout', '0');
  });

  test('is undone in one step, to the byte', async () => {
    await vscode.window.showTextDocument(vscode.Uri.file(join(root, 'compose.yaml')));
    await vscode.commands.executeCommand('undo');
    await waitUntil('the new file is gone', async () => !(await exists(added)));
    for (const path of changed) {
      const uri = vscode.Uri.file(join(root, path));
      const document = await vscode.workspace.openTextDocument(uri);
      await waitUntil(`${path} as before`, () => document.getText() === before.get(path));
      // What an undo leaves unsaved has a tab, so that a person sees it and can save it.
      await waitUntil(`a tab of ${path}`, () => hasTab(uri));
    }
    await vscode.workspace.saveAll();
    for (const path of changed) assert.equal(await read(path), before.get(path), path);
  });
});
