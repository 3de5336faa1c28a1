import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { docker } from './support/docker.ts';
import { openPage } from './support/page.ts';
import { choose } from './support/quick-pick.ts';
import { openSidebar } from './support/sidebar.ts';
import { waitUntil } from './support/wait-until.ts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const project = `see-journey-${process.pid}`;
const file = join(root, 'compose.lab.yaml');

const lab = `name: ${project}
services:
  worker:
    image: drydock-test/busybox:1
    command: ["sh", "-c", "echo worker is ready; exec sleep 600"]
    stop_grace_period: 0s
    volumes:
      - notes:/notes
  seed:
    image: drydock-test/busybox:1
    command:
      - sh
      - -c
      - |
        echo written by seed > /notes/hello.txt
        mkdir -p /notes/mlruns/7
        printf 'name: kept-in-a-volume\\nexperiment_id: "7"\\nlifecycle_stage: active\\nartifact_location: /notes/mlruns/7\\n' > /notes/mlruns/7/meta.yaml
        exit 3
    volumes:
      - notes:/notes
volumes:
  notes:
`;

suite('Seeing', () => {
  const page = openPage();
  const sidebar = openSidebar(page);

  suiteSetup(async () => {
    // High enough for every row of the three views.
    await page.resize(1280, 1200);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await writeFile(file, lab);
    // Another suite may have taken a compose file away a moment ago, which the rows need not know yet.
    await vscode.commands.executeCommand('drydock.view.refresh');
  });

  suiteTeardown(async () => {
    await docker('compose', '--file', file, 'down', '--volumes', '--timeout', '0');
    await vscode.workspace.getConfiguration('drydock').update('mlflow.stores', undefined);
    await rm(file, { force: true });
    await page.resize(1280, 800);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('shows the services that the files declare, before anything runs', async () => {
    await sidebar.show();
    for (const service of ['mlflow', 'train', 'api']) {
      await sidebar.waitFor({ view: 'Services', text: service });
    }
    await sidebar.waitFor({ view: 'Services', text: 'not created' });
    await page.screenshot('see-declared');
  });

  test('lets a person choose other compose files', async () => {
    await sidebar.waitFor({ view: 'Services', text: '1 of 2 sets of compose files' });
    const choosing = vscode.commands.executeCommand('drydock.fileSet.select');
    await choose(page, 'Which compose files', 'compose.lab.yaml');
    await choosing;
    await sidebar.waitFor({ view: 'Services', text: 'worker' });
    await sidebar.waitUntilGone({ view: 'Services', text: 'train' });
    await page.screenshot('see-file-set');
  });

  test('starts a service, and its row tells so', async () => {
    const starting = vscode.commands.executeCommand('drydock.service.up');
    await choose(page, 'Which service shall start?', 'All services');
    await starting;
    await sidebar.waitFor({ view: 'Services', text: 'worker' });
    await sidebar.waitFor({ view: 'Services', text: 'running' });
    await sidebar.waitFor({ view: 'Services', text: 'exited (3)' });
    await page.screenshot('see-running');
  });

  test('changes a row when somebody else stops the container', async () => {
    await docker('stop', '--timeout', '0', `${project}-worker-1`);
    await sidebar.waitFor({ view: 'Services', text: 'exited (137)' });
    await docker('start', `${project}-worker-1`);
    await sidebar.waitFor({ view: 'Services', text: '1 of 2 running' });
    await waitUntil('the worker runs', async () =>
      (await sidebar.texts('Services')).some((text) => /worker[\s\S]*running/.test(text)),
    );
  });

  test('shows containers outside of Compose in a group', async () => {
    const name = `${project}-plain`;
    await docker('run', '--detach', '--name', name, 'drydock-test/busybox:1', 'sleep', '600');
    try {
      await sidebar.waitFor({ view: 'Services', text: 'Containers outside Compose' });
      await sidebar.waitFor({ view: 'Services', text: name });
    } finally {
      await docker('rm', '--force', name);
    }
    await sidebar.waitUntilGone({ view: 'Services', text: name });
  });

  test('follows the logs of a container in a document', async () => {
    void vscode.commands.executeCommand('drydock.logs.show');
    await choose(page, 'Whose logs', `${project}-worker-1`);
    await waitUntil('the log is shown', () =>
      vscode.window.activeTextEditor?.document.getText().includes('worker is ready'),
    );
    await page.screenshot('see-logs');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('lists the files of a volume and opens one', async () => {
    await sidebar.expand({ view: 'Volumes', text: `${project}_notes` });
    await sidebar.waitFor({ view: 'Volumes', text: 'hello.txt' });
    await sidebar.click({ view: 'Volumes', text: 'hello.txt' });
    const document = await waitUntil('the file is shown', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.scheme === 'drydock-volume' ? shown : undefined;
    });
    assert.equal(document.getText(), 'written by seed\n');
    await page.screenshot('see-volume-file');
  });

  test('stops a service', async () => {
    const stopping = vscode.commands.executeCommand('drydock.service.stop');
    await choose(page, 'Which service shall stop?', 'worker');
    await stopping;
    await sidebar.waitFor({ view: 'Services', text: '0 of 2 running' });
  });

  test('shows the runs of the sample’s database', async () => {
    await sidebar.waitFor({ view: 'MLflow', text: 'mlflow.db' });
    await sidebar.waitFor({ view: 'MLflow', text: 'house-prices' });
    await sidebar.expand({ view: 'MLflow', text: 'house-prices' });
    await page.screenshot('see-mlflow');
  });

  test('opens an artifact of a run, read-only', async () => {
    const store = join(root, 'mlflow.db').replaceAll('\\', '/');
    const run = '6bd5412946e84bb68e4de6fa31def524';
    const target = { kind: 'artifact', store, run, path: 'plots/importance.csv' };
    await vscode.commands.executeCommand('drydock.artifact.open', target);
    const document = await waitUntil('the artifact is shown', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.scheme === 'drydock-artifact' ? shown : undefined;
    });
    const file = join(root, 'mlartifacts/1', run, 'artifacts/plots/importance.csv');
    assert.equal(document.getText(), await readFile(file, 'utf8'));
    await page.screenshot('see-artifact');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('shows the experiments that are in a volume, with everything down', async () => {
    const configuration = vscode.workspace.getConfiguration('drydock');
    const store = `volume:${project}_notes/mlruns`;
    await configuration.update('mlflow.stores', [store]);
    await sidebar.expand({ view: 'MLflow', text: store });
    await sidebar.waitFor({ view: 'MLflow', text: 'kept-in-a-volume' });
    await page.screenshot('see-mlflow-volume');
  });

  test('shows the experiments of a server over REST', async () => {
    const server = process.env['DRYDOCK_TEST_MLFLOW'] ?? '';
    const name = `rest-${process.pid}`;
    const response = await fetch(`${server}/api/2.0/mlflow/experiments/create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    assert.ok(response.ok, await response.text());
    const configuration = vscode.workspace.getConfiguration('drydock');
    await configuration.update('mlflow.stores', [server]);
    const row = new URL(server).host;
    await sidebar.expand({ view: 'MLflow', text: row });
    await sidebar.waitFor({ view: 'MLflow', text: name });
    await page.screenshot('see-mlflow-server');
  });
});
