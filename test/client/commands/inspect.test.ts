import { describe, expect, it } from 'vitest';
import { offerCleaning, whenConnected } from '../../../src/client/commands/offer-cleaning.ts';
import type { EngineState } from '../../../src/app/engine-state.ts';
import type { EngineWatch } from '../../../src/app/engine-watch.ts';
import { openArtifact } from '../../../src/client/commands/open-artifact.ts';
import { openShell } from '../../../src/client/commands/open-shell.ts';
import { whyStopped } from '../../../src/client/commands/why-stopped.ts';
import { objectLabels } from '../../../src/app/object-labels.ts';
import { contractPrograms, toCommand } from '../../contract/contract-programs.data.ts';
import { openDesk, type Desk } from '../command-desk.ts';

const { signal } = new AbortController();

async function runToEnd(desk: Desk, name: string, labels = {}): Promise<string> {
  desk.engine.addImage('lab:1');
  const command = toCommand(contractPrograms.speaks);
  const id = await desk.engine.createContainer({ name, image: 'lab:1', command, labels }, signal);
  await desk.engine.start(id, signal);
  return id;
}

describe('drydock.container.why', () => {
  it('shows why the container of its row stopped, without a question', async () => {
    const desk = openDesk();
    const id = await runToEnd(desk, 'job-1');
    await runToEnd(desk, 'other');
    const target = { kind: 'container', id, name: 'job-1' };
    desk.engine.calls.length = 0;
    await whyStopped(desk.context, { target });
    expect(desk.record).toEqual([
      'progress Looking at what job-1 left',
      'page why job-1.txt The program failed (exit code 3).',
    ]);
    expect(desk.engine.calls).not.toContain('createContainer');
  });

  it('offers what stopped last first, and never an object of ours', async () => {
    const desk = openDesk({ answers: [undefined] });
    const first = await runToEnd(desk, 'first');
    await runToEnd(desk, 'second');
    await runToEnd(desk, 'own', { [objectLabels.role]: 'debug' });
    await desk.engine.start(first, signal);
    await whyStopped(desk.context, undefined);
    expect(desk.offered).toEqual(['first', 'second']);
  });

  it('says so when nothing has stopped', async () => {
    const { context, record } = openDesk();
    await whyStopped(context, undefined);
    expect(record).toEqual(['tell There is no stopped container.']);
  });

  it('asks the language server for what it found in the folder of the service', async () => {
    const roots: string[] = [];
    const { language } = openDesk().context;
    const desk = openDesk({
      folders: { '/w/shop': { 'compose.yaml': 'services:\n  job:\n    image: lab:1\n' } },
      context: {
        language: {
          ...language,
          listFindings: (root, files) => {
            roots.push(`${root}: ${[...files.keys()].join()}`);
            return [];
          },
        },
      },
    });
    const labels = {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.service': 'job',
      'com.docker.compose.project.working_dir': '/w/shop',
      'com.docker.compose.project.config_files': '/w/shop/compose.yaml',
    };
    const id = await runToEnd(desk, 'shop-job-1', labels);
    await whyStopped(desk.context, { kind: 'container', id, name: 'shop-job-1' });
    expect(roots).toEqual(['/w/shop: compose.yaml']);
  });
});

describe('drydock.container.shell', () => {
  it('explains how looking and reproducing differ, and names the toolbox', async () => {
    const desk = openDesk({
      answers: ['job-1', undefined],
      context: { toolboxImage: 'busybox:musl' },
    });
    await runToEnd(desk, 'job-1');
    await openShell(desk.context, undefined);
    expect(desk.offered).toEqual(['Reproduce', 'Look']);
    expect(desk.details[0]).toMatch(/writable copy.*volumes are read-only/);
    expect(desk.details[1]).toMatch(/busybox:musl, with its files below \/target/);
  });

  it('looks with the toolbox of the settings where the engine has it', async () => {
    const opened: string[] = [];
    const desk = openDesk({
      answers: ['job-1', 'Look'],
      context: {
        toolboxImage: 'toolbox:1',
        openTerminal: (session) => {
          opened.push('mode' in session ? String(session.mode) : '');
          return Promise.resolve();
        },
      },
    });
    desk.engine.addImage('toolbox:1');
    await runToEnd(desk, 'job-1');
    await openShell(desk.context, undefined);
    expect(opened).toEqual(['look']);
  });
});

describe('what a crash left', () => {
  const dead = { [objectLabels.role]: 'debug', [objectLabels.session]: 'vscode-9-dead' };
  const question = 'tell A session of Drydock that was cut off left 1 objects behind.';

  function toOffer({ context }: Desk, isBusy = false) {
    const isSessionDead = (session: string) => session === 'vscode-9-dead';
    return { ...context, isSessionDead, isBusy: () => isBusy };
  }

  async function namesIn({ engine }: Desk): Promise<readonly string[]> {
    return (await engine.listContainers({}, signal)).map(({ name }) => name);
  }

  it('is removed after one question, and nothing of the living or of a person', async () => {
    const desk = openDesk({ answers: ['Remove 1 objects'] });
    await runToEnd(desk, 'mine');
    await runToEnd(desk, 'left', dead);
    await runToEnd(desk, 'busy', { ...dead, [objectLabels.session]: 'vscode-1-alive' });
    await offerCleaning(toOffer(desk));
    expect(desk.record).toEqual([`${question} | Remove 1 objects | Not Now`]);
    expect(await namesIn(desk)).toEqual(['mine', 'busy']);
  });

  it('stays when the person says not now', async () => {
    const desk = openDesk({ answers: ['Not Now'] });
    await runToEnd(desk, 'left', dead);
    await offerCleaning(toOffer(desk));
    expect(await namesIn(desk)).toEqual(['left']);
  });

  it('is not asked about while this window is at work, nor when there is nothing', async () => {
    const desk = openDesk();
    await offerCleaning(toOffer(desk));
    await runToEnd(desk, 'left', dead);
    await offerCleaning(toOffer(desk, true));
    expect(desk.record).toEqual([]);
  });

  it('does not include a container that runs: somebody holds it, perhaps on another machine', async () => {
    const desk = openDesk();
    desk.engine.addImage('lab:1');
    const command = toCommand(contractPrograms.waits);
    const spec = { name: 'held', image: 'lab:1', command, labels: dead };
    await desk.engine.start(await desk.engine.createContainer(spec, signal), signal);
    await offerCleaning(toOffer(desk));
    expect(desk.record).toEqual([]);
  });

  it('is looked for once, when the engine first answers', () => {
    const listeners = new Set<(state: EngineState) => void>();
    const idle: EngineState = { kind: 'idle', epoch: 0 };
    const watch: Pick<EngineWatch, 'state' | 'subscribe'> = {
      state: idle,
      subscribe: (listener) => {
        listeners.add(listener);
        return { setVisible: () => undefined, dispose: () => listeners.delete(listener) };
      },
    };
    let looks = 0;
    whenConnected(watch, () => (looks += 1));
    const say = (kind: string) => {
      for (const listener of listeners) listener({ ...idle, kind } as EngineState);
    };
    say('idle');
    expect(looks).toBe(0);
    say('connected');
    say('connected');
    expect(looks).toBe(1);
    expect(listeners.size).toBe(0);
  });
});

describe('drydock.artifact.open', () => {
  it('opens the file of its row', async () => {
    const { context, record } = openDesk();
    await openArtifact(context, {
      target: { kind: 'artifact', store: 'mlflow.db', run: 'abc', path: 'model/MLmodel' },
    });
    expect(record).toEqual(['artifact mlflow.db abc model/MLmodel']);
  });
});
