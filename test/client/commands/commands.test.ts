import { describe, expect, it } from 'vitest';
import { addService } from '../../../src/client/commands/add-service.ts';
import { signIn } from '../../../src/client/commands/sign-in.ts';
import { copyRunId } from '../../../src/client/commands/copy-run-id.ts';
import { createCompose } from '../../../src/client/commands/create-compose.ts';
import { findTarget } from '../../../src/client/commands/find-target.ts';
import { lintWorkspace } from '../../../src/client/commands/lint-workspace.ts';
import { openRule } from '../../../src/client/commands/open-rule.ts';
import { openRun } from '../../../src/client/commands/open-run.ts';
import { openService } from '../../../src/client/commands/open-service.ts';
import { openShell } from '../../../src/client/commands/open-shell.ts';
import { openVolumeFile } from '../../../src/client/commands/open-volume-file.ts';
import { removeLeftoversOfCrashes } from '../../../src/client/commands/remove-leftovers.ts';
import type { CommandContext } from '../../../src/client/commands/command-context.ts';
import { selectFileSet } from '../../../src/client/commands/select-file-set.ts';
import { showLogs } from '../../../src/client/commands/show-logs.ts';
import { commandTable } from '../../../src/client/commands/table.ts';
import { startService } from '../../../src/client/commands/start-service.ts';
import { stopService } from '../../../src/client/commands/stop-service.ts';
import { inEnglish } from '../../../src/app/localize.ts';
import { objectLabels } from '../../../src/app/object-labels.ts';
import { contractPrograms, toCommand } from '../../contract/contract-programs.data.ts';
import { openDesk } from '../command-desk.ts';

const compose = `# two services
services:
  web:
    image: nginx:1.27
  job:
    image: python:3.11-slim
`;
const folders = { '/w/shop': { 'compose.yaml': compose } };
const web = {
  target: { kind: 'service', root: '/w/shop', fileSet: 'compose.yaml', service: 'web' },
};
const { signal } = new AbortController();

describe('drydock.service.up and drydock.service.stop', () => {
  it('act on the service of their row', async () => {
    const { context, record } = openDesk({ folders });
    await startService(context, web);
    await stopService(context, web);
    expect(record).toEqual([
      'progress Starting web',
      'up web of shop (/w/shop/compose.yaml)',
      'refresh',
      'progress Stopping web',
      'stop web of shop (/w/shop/compose.yaml)',
      'refresh',
    ]);
  });

  it('act on all services of a project row', async () => {
    const { context, record } = openDesk({ folders });
    const target = { kind: 'fileSet', root: '/w/shop', fileSet: 'compose.yaml' };
    await startService(context, { target });
    expect(record).toContain('up all of shop (/w/shop/compose.yaml)');
  });

  it('ask which service is meant when no row says so', async () => {
    const { context, record, offered } = openDesk({ folders, answers: ['job'] });
    await startService(context, undefined);
    expect(offered).toEqual(['All services', 'web', 'job']);
    expect(record).toContain('up job of shop (/w/shop/compose.yaml)');
  });

  it('do nothing when the person leaves, or when there is no compose file', async () => {
    const leaving = openDesk({ folders, answers: [undefined] });
    await startService(leaving.context, undefined);
    expect(leaving.record).toEqual(['ask Which service shall start? → nothing']);
    const without = openDesk({ folders: { '/w/empty': {} } });
    await stopService(without.context, undefined);
    expect(without.record).toEqual(['tell There is no compose file in this workspace.']);
  });
});

describe('drydock.service.open', () => {
  it('shows the line that declares the service', async () => {
    const { context, record } = openDesk({ folders });
    await openService(context, web);
    expect(record).toEqual(['open /w/shop/compose.yaml:3']);
  });
});

describe('drydock.service.add and drydock.compose.create', () => {
  const app = { '/w/api': { 'compose.yaml': compose } };

  it('show the changes first and make them only when wanted', async () => {
    const answers = ['Training job', 'As the project suggests', 'Leave everything as it is'];
    const { context, record, applied } = openDesk({ folders: app, answers });
    await addService(context, undefined);
    expect(record.some((line) => line.startsWith('preview'))).toBe(true);
    expect(record.at(-1)).toBe('close preview');
    expect(applied).toEqual([]);
  });

  it('change the compose file and add the others in one go', async () => {
    const answers = ['Training job', 'As the project suggests', 'Make these changes'];
    const { context, record, applied } = openDesk({ folders: app, answers });
    await addService(context, undefined);
    const changed = applied.find(({ path }) => path === '/w/api/compose.yaml');
    expect(changed?.before).toBe(compose);
    expect(changed?.after.startsWith(compose.trimEnd())).toBe(true);
    expect(
      applied.some(({ path, before }) => path.endsWith('Dockerfile') && before === undefined),
    ).toBe(true);
    expect(record.filter((line) => line === 'apply')).toHaveLength(1);
    expect(record).toContain('open /w/api/compose.yaml');
  });

  it('make the first compose file of a folder', async () => {
    const answers = ['MLflow server', 'As the project suggests', 'Make these changes'];
    const { context, applied } = openDesk({ folders: { '/w/new': {} }, answers });
    await createCompose(context, undefined);
    expect(applied.map(({ path }) => path)).toContain('/w/new/compose.yaml');
  });

  it('say so when no folder is open', async () => {
    const { context, record } = openDesk();
    await addService(context, undefined);
    expect(record).toEqual(['tell Open a folder first: a service needs a place for its files.']);
  });
});

describe('drydock.fileSet.select', () => {
  const alternatives = {
    '/w/shop': { 'compose.yaml': compose, 'docker-compose.lab.yml': compose },
  };

  it('makes another file the active one and remembers it', async () => {
    const { context, record } = openDesk({
      folders: alternatives,
      answers: ['docker-compose.lab.yml'],
    });
    await selectFileSet(context, undefined);
    const [project] = await context.projects.load(signal);
    expect(project?.active?.id).toBe('docker-compose.lab.yml');
    expect(record).toContain('views change');
  });

  it('takes what Compose would take until somebody chooses', async () => {
    const { context } = openDesk({ folders: alternatives });
    const [project] = await context.projects.load(signal);
    expect(project?.active?.id).toBe('compose.yaml');
  });
});

describe('drydock.container.shell, drydock.logs.show and drydock.leftovers.remove', () => {
  async function runToEnd(desk: ReturnType<typeof openDesk>, name: string, labels = {}) {
    desk.engine.addImage('lab:1');
    const command = toCommand(contractPrograms.speaks);
    const id = await desk.engine.createContainer({ name, image: 'lab:1', command, labels }, signal);
    await desk.engine.start(id, signal);
    return id;
  }

  it('say so when nothing has stopped', async () => {
    const { context, record } = openDesk();
    await openShell(context, undefined);
    expect(record).toEqual(['tell There is no stopped container.']);
  });

  it('open no shell when the person leaves the choice of how', async () => {
    const desk = openDesk({ answers: ['job-1', undefined] });
    await runToEnd(desk, 'job-1');
    await openShell(desk.context, undefined);
    expect(desk.record.some((line) => line.startsWith('terminal'))).toBe(false);
    expect(desk.engine.calls).not.toContain('commit');
  });

  it('open a terminal on a copy of the container', async () => {
    const desk = openDesk({ answers: ['job-1', 'Reproduce'] });
    await runToEnd(desk, 'job-1');
    await openShell(desk.context, undefined);
    expect(desk.record.some((line) => line.startsWith('terminal'))).toBe(true);
    expect(desk.engine.calls).toContain('commit');
  });

  it('show what a container wrote', async () => {
    const desk = openDesk({ answers: ['job-1'] });
    await runToEnd(desk, 'job-1');
    await showLogs(desk.context, undefined);
    expect(desk.record.at(-1)).toMatch(/^follow job-1\.log ".*out\\n/);
  });

  it('remove what a crash left, after one question that names it, and nothing else', async () => {
    const asked: string[] = [];
    const l10n: CommandContext['l10n'] = {
      t: (message, ...values) => {
        asked.push(message);
        return inEnglish(message, ...values);
      },
    };
    const desk = openDesk({ answers: ['Remove'], context: { l10n } });
    await runToEnd(desk, 'mine');
    const labels = { [objectLabels.role]: 'debug', [objectLabels.session]: 'vscode-9-dead' };
    await runToEnd(desk, 'left', labels);
    await removeLeftoversOfCrashes(desk.context, undefined);
    expect(desk.record).toEqual([
      'confirm Remove 1 object that Drydock left behind? (container left)',
      'tell Removed 1 object.',
    ]);
    expect(asked).toContain('container {0}');
    const names = (await desk.engine.listContainers({}, signal)).map(({ name }) => name);
    expect(names).toEqual(['mine']);
  });

  it('leave the objects of sessions that still live alone', async () => {
    const desk = openDesk({ context: { isSessionAlive: () => true } });
    const labels = { [objectLabels.role]: 'debug', [objectLabels.session]: 'vscode-9-alive' };
    await runToEnd(desk, 'busy', labels);
    await removeLeftoversOfCrashes(desk.context, undefined);
    expect(desk.record).toEqual(['tell Nothing is left over.']);
  });
});

describe('drydock.rule.open', () => {
  it('opens the page of a rule and of nothing else', async () => {
    const { context, record } = openDesk();
    await openRule(context, 'dockerfile/no-maintainer');
    await openRule(context, '../../../etc/passwd');
    expect(record).toEqual(['page media/docs/rules/dockerfile/no-maintainer.md']);
  });

  it('lets a person choose one', async () => {
    const { context, record } = openDesk({ answers: ['compose/x'] });
    await openRule(context, undefined);
    expect(record.at(-1)).toBe('page media/docs/rules/compose/x.md');
  });
});

describe('drydock.run.open and drydock.run.copyId', () => {
  const run = { target: { kind: 'run', store: 'mlflow.db', run: 'abc' } };

  it('copies the id of the row', async () => {
    const { context, record } = openDesk();
    await copyRunId(context, run);
    expect(record).toEqual(['copy abc']);
  });

  it('opens nothing when the store has gone meanwhile', async () => {
    const { context, record } = openDesk();
    await openRun(context, run);
    expect(record).toEqual([]);
  });
});

describe('drydock.store.signIn', () => {
  const row = { target: { kind: 'store', store: 'https://mlflow.example.org:5000/team' } };

  it.each([
    [['ml', 'pw'], 'keep basic for https://mlflow.example.org:5000'],
    [['', 'abc'], 'keep bearer for https://mlflow.example.org:5000'],
    [['', ''], 'forget https://mlflow.example.org:5000'],
  ])('takes %j for the origin of the server', async (answers, outcome) => {
    const { context, record } = openDesk({ answers });
    await signIn(context, row);
    expect(record.slice(2)).toEqual([outcome, 'refresh']);
  });

  it('asks nothing for a store that is no server', async () => {
    const { context, record } = openDesk();
    await signIn(context, { target: { kind: 'store', store: 'mlflow.db' } });
    expect(record).toEqual([]);
  });
});

describe('commands of one step', () => {
  it.each([
    ['drydock.view.refresh', 'refresh'],
    ['drydock.engine.retry', 'retry'],
    ['drydock.output.show', 'output'],
    ['drydock.server.restart', 'restart'],
    ['drydock.trust.manage', 'run workbench.trust.manage'],
    ['drydock.engine.install', 'address docs.docker.com'],
    ['drydock.engine.start', 'address docs.docker.com'],
    ['drydock.engine.permission', 'address docs.docker.com'],
  ] as const)('%s does that step', async (id, step) => {
    const { context, record } = openDesk();
    const command = await commandTable[id]();
    await command(context, undefined);
    expect(record).toEqual([step]);
  });

  it('drydock.volume.openFile opens the file of its row', async () => {
    const { context, record } = openDesk();
    await openVolumeFile(context, { kind: 'volumeFile', volume: 'data', path: 'a/b' });
    expect(record).toEqual(['volume data a/b']);
  });

  it('drydock.lint.workspace says how much was found', async () => {
    const counts = { files: 2, errors: 1, warnings: 3, others: 0 };
    const { context, record } = openDesk({
      context: {
        language: {
          restart: () => Promise.resolve(),
          lintWorkspace: () => Promise.resolve(counts),
          fixWorkspace: () => Promise.resolve([]),
          listRules: () => Promise.resolve([]),
          listFindings: () => [],
        },
      },
    });
    await lintWorkspace(context, undefined);
    expect(record.at(-1)).toBe('tell 1 errors, 3 warnings and 0 notes in 2 files.');
  });
});

describe('findTarget', () => {
  it('takes rows and plain targets, of the wanted kinds only', () => {
    const target = { kind: 'container', id: '1', name: 'a' };
    expect(findTarget({ target }, 'container')).toEqual(target);
    expect(findTarget(target, 'container')).toEqual(target);
    expect(findTarget(target, 'service')).toBeUndefined();
  });

  it('takes nothing else that a link may carry', () => {
    for (const value of [null, undefined, 1, 'x', {}, { kind: 'root' }, { target: null }]) {
      expect(findTarget(value, 'container')).toBeUndefined();
    }
    expect(findTarget({ kind: 'container', id: { toString: 1 } }, 'container')).toBeUndefined();
  });
});
