import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { docker } from './support/docker.ts';
import { openPage } from './support/page.ts';
import { choose } from './support/quick-pick.ts';
import { waitUntil } from './support/wait-until.ts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const name = `inspect-journey-${process.pid}`;
const file = join(root, 'compose.inspect.yaml');

const lab = `name: ${name}
services:
  job:
    image: drydock-test/busybox:1
    working_dir: /work
    environment:
      COLOR: teal
    volumes:
      - ./train:/src/train:ro
    command:
      - sh
      - -c
      - |
        echo kept by the job > /work/result.txt
        echo 'Traceback (most recent call last):' >&2
        echo '  File "/src/train/train.py", line 3, in <module>' >&2
        echo '    import torch' >&2
        echo "ModuleNotFoundError: No module named 'torch'" >&2
        exit 4
`;

/** Everything in the engine that Drydock made, but for what a test made for itself. */
async function findOwnObjects(): Promise<string> {
  const roles = ['debug', 'helper', 'snapshot'].map((role) => `label=dev.drydock.role=${role}`);
  const lists = await Promise.all(
    roles.flatMap((filter) => [
      docker('ps', '--all', '--quiet', '--filter', filter),
      docker('images', '--all', '--quiet', '--filter', filter),
    ]),
  );
  return lists.join('');
}

suite('Inspecting a stopped container', () => {
  const page = openPage();
  const screen = '.terminal.xterm .xterm-rows';

  /** Types a line at the prompt; what comes back has to be more than what was typed. */
  async function type(line: string): Promise<void> {
    await page.type(line);
    await page.press('Enter');
  }

  suiteSetup(async () => {
    await page.resize(1280, 800);
    await writeFile(file, lab);
    await docker('compose', '--file', file, 'up', '--detach');
    await docker('wait', `${name}-job-1`);
    const script = 'echo left by a plain run > /root/note.txt; exit 7';
    const plain = `${name}-plain`;
    await docker('run', '--name', plain, 'drydock-test/busybox:1', 'sh', '-c', script).catch(
      () => undefined,
    );
  });

  suiteTeardown(async () => {
    await docker('rm', '--force', `${name}-plain`);
    await docker('compose', '--file', file, 'down', '--volumes', '--timeout', '0');
    await rm(file, { force: true });
  });

  test('tells why a service stopped, on a page with what it left', async () => {
    void vscode.commands.executeCommand('drydock.container.why');
    await choose(page, 'Why did which container stop?', `${name}-job-1`);
    const document = await waitUntil('the page', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.path.endsWith(`why ${name}-job-1.txt`) === true ? shown : undefined;
    });
    const text = document.getText();
    assert.match(text, /^[^\n]*torch/);
    assert.match(text, /echo kept by the job/);
    assert.match(text, / at train\/train\.py:3\n/);
    assert.match(text, /\d+ B\s+added\s+\/work\/result\.txt/);
    const links: readonly vscode.DocumentLink[] = await vscode.commands.executeCommand(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const targets = links.map(({ target }) => `${target?.fsPath}#${target?.fragment}`);
    assert.deepEqual(targets, [`${join(root, 'train/train.py')}#L3`]);
    await page.screenshot('inspect-why');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(await findOwnObjects(), '');
  });

  test('opens a shell on the files of a service that exited', async () => {
    void vscode.commands.executeCommand('drydock.container.shell');
    await choose(page, 'In which stopped container', `${name}-job-1`);
    await page.waitFor('.quick-input-widget', { hasText: 'writable copy', timeout: 30_000 });
    await page.screenshot('inspect-modes');
    await choose(page, 'How shall the shell see', 'Reproduce');
    const terminal = await waitUntil('the terminal', () => vscode.window.activeTerminal);
    assert.match(terminal.name, /job/);
    await page.waitFor(screen, { hasText: '#' });
    await page.click('.terminal.xterm');
    await type('cat result.txt; echo "$COLOR in $PWD"');
    await page.waitFor(screen, { hasText: 'kept by the job' });
    await page.waitFor(screen, { hasText: 'teal in /work' });
    await page.screenshot('inspect-shell');
  });

  test('gives the shell the size of the terminal, also when that changes', async () => {
    await type('stty size | sed "s/^/size is /"');
    await page.waitFor(screen, { hasText: 'size is' });
    const sizeOf = async (): Promise<string> => {
      const text = (await page.texts(screen)).join('\n');
      return [...text.matchAll(/size is (\d+ \d+)/g)].at(-1)?.[1] ?? '';
    };
    const before = await waitUntil('a size', async () => (await sizeOf()) || undefined);
    await page.resize(1000, 800);
    await waitUntil('another size', async () => {
      await type('clear; stty size | sed "s/^/size is /"');
      const now = await sizeOf();
      return now !== '' && now !== before;
    });
    await page.resize(1280, 800);
  });

  test('leaves nothing behind when the shell ends, and tells its exit code', async () => {
    const terminal = vscode.window.activeTerminal;
    assert.ok(terminal);
    assert.notEqual(await findOwnObjects(), '');
    await type('exit 5');
    await waitUntil('the exit code', () => terminal.exitStatus?.code === 5);
    await waitUntil('nothing is left', async () => (await findOwnObjects()) === '');
    terminal.dispose();
  });

  test('looks with the toolbox image of the settings, where nothing can be changed', async () => {
    const configuration = vscode.workspace.getConfiguration('drydock');
    await configuration.update('shell.toolboxImage', 'drydock-test/busybox:1');
    try {
      void vscode.commands.executeCommand('drydock.container.shell');
      await choose(page, 'In which stopped container', `${name}-job-1`);
      await choose(page, 'How shall the shell see', 'Look');
      const terminal = await waitUntil('the terminal', () => vscode.window.activeTerminal);
      await page.waitFor(screen, { hasText: '#' });
      await page.click('.terminal.xterm');
      await type('cat work/result.txt; touch work/x || echo "touch says $?"');
      await page.waitFor(screen, { hasText: 'kept by the job' });
      // An engine that cannot mount images gives a copy instead, and says so.
      const [major = 0, minor = 0] = (await docker('version', '--format', '{{.Server.APIVersion}}'))
        .split('.')
        .map(Number);
      if (major > 1 || minor >= 48) await page.waitFor(screen, { hasText: 'touch says 1' });
      await page.screenshot('inspect-look');
      terminal.dispose();
      await waitUntil('nothing is left', async () => (await findOwnObjects()) === '');
    } finally {
      await configuration.update('shell.toolboxImage', undefined);
    }
  });

  test('does the same for a container of a plain docker run, and when its terminal is closed', async () => {
    void vscode.commands.executeCommand('drydock.container.shell');
    await choose(page, 'In which stopped container', `${name}-plain`);
    await choose(page, 'How shall the shell see', 'Reproduce');
    const terminal = await waitUntil('the terminal', () =>
      vscode.window.terminals.find((one) => one.name.includes('plain')),
    );
    await page.waitFor(screen, { hasText: '#' });
    await page.click('.terminal.xterm');
    await type('cat /root/note.txt');
    await page.waitFor(screen, { hasText: 'left by a plain run' });
    await page.screenshot('inspect-plain');
    terminal.dispose();
    await waitUntil('nothing is left', async () => (await findOwnObjects()) === '');
    assert.match(await docker('ps', '--all', '--filter', `name=${name}-plain`), /Exited \(7\)/);
  });
});
