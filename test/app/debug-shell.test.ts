import { describe, expect, it } from 'vitest';
import { openDebugShell } from '../../src/app/debug-shell.ts';
import type { DebugShell, DebugShellRequest } from '../../src/app/debug-shell.ts';
import { toReproduceSpec } from '../../src/app/debug-shell-spec.ts';
import { composeLabels, objectLabels } from '../../src/app/object-labels.ts';
import type { ContainerSpec } from '../../src/ports/engine-objects.ts';
import { EngineError } from '../../src/ports/engine-error.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import type { FakeCall } from '../support/fake-engine.ts';

const signal = AbortSignal.timeout(10_000);
const toolboxImage = 'tools:1';
const shellScript = { script: '/bin/sh', echoes: true } as const;

async function engineWith(spec: Partial<ContainerSpec> = {}): Promise<FakeEngine> {
  const engine = new FakeEngine([shellScript]);
  engine.addImage('app:1', { '/bin/sh': '#!', '/data': 'x' });
  engine.addImage('bare:1', { '/app': 'x' });
  engine.addImage(toolboxImage, { '/bin/busybox': 'program' });
  await engine.createContainer({ image: 'app:1', name: 'app', labels: {}, ...spec }, signal);
  return engine;
}

function open(
  engine: FakeEngine,
  extra: Partial<DebugShellRequest> = {},
  within: AbortSignal = signal,
): Promise<DebugShell> {
  const request = {
    container: 'app',
    mode: 'reproduce',
    session: 's1',
    now: 0,
    tty: true,
  } as const;
  return openDebugShell(engine, { ...request, toolboxImage, ...extra }, within);
}

function expectNothingLeft(engine: FakeEngine): void {
  expect([...engine.containers.values()].map(({ name }) => name)).toEqual(['app']);
  expect([...engine.images.values()].flatMap(({ tags }) => tags)).toEqual([
    'app:1',
    'bare:1',
    toolboxImage,
  ]);
}

describe('opening a shell', () => {
  it('waits and attaches before it starts, and watches over the client after', async () => {
    const engine = await engineWith();
    engine.calls.length = 0;
    const shell = await open(engine);
    const order: readonly FakeCall[] = [
      'commit',
      'createContainer',
      'watchExit',
      'attach',
      'start',
      'exec',
    ];
    expect(engine.calls.filter((call) => order.includes(call))).toEqual(order);
    await shell.close();
    expect(await shell.exit).toBe(137);
    expectNothingLeft(engine);
  });

  const steps: readonly FakeCall[] = [
    'about',
    'inspectContainer',
    'statPath',
    'inspectImage',
    'commit',
    'createContainer',
    'watchExit',
    'attach',
    'start',
  ];
  it.each(steps.flatMap((step) => [[step, 'reproduce'] as const, [step, 'look'] as const]))(
    'leaves nothing when %s fails in the mode %s',
    async (step, mode) => {
      const engine = await engineWith();
      engine.failOn(step, 'conflict', 'no');
      await expect(open(engine, { mode })).rejects.toMatchObject({ failure: 'conflict' });
      engine.failOn(step);
      expectNothingLeft(engine);
    },
  );

  it.each(['createContainer', 'readArchive', 'writeArchive', 'start'] as const)(
    'leaves nothing when %s fails while a shell is lent',
    async (step) => {
      const engine = await engineWith({ image: 'bare:1' });
      engine.failOn(step, 'unexpected', 'no');
      await expect(open(engine)).rejects.toMatchObject({ failure: 'unexpected' });
      engine.failOn(step);
      expectNothingLeft(engine);
    },
  );

  it('works without the second connection', async () => {
    const engine = await engineWith();
    engine.failOn('exec', 'unsupported');
    const shell = await open(engine);
    await shell.close();
    expectNothingLeft(engine);
  });

  it('closes although its container cannot be removed', async () => {
    const engine = await engineWith();
    const shell = await open(engine);
    engine.failOn('removeContainer', 'deadline', 'The engine gave no answer.');
    await shell.close();
    expect(await shell.exit).toBe(255);
    for await (const chunk of shell.output) expect(chunk).toBeUndefined();
  });

  it('waits for a commit that it gave up, and removes its image', async () => {
    const engine = await engineWith();
    const giveUp = new AbortController();
    let finish: () => void = () => undefined;
    const commit = engine.commit.bind(engine);
    engine.commit = async (id, spec, within) => {
      giveUp.abort();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return commit(id, spec, within);
    };
    let isSettled = false;
    const opening = open(engine, {}, giveUp.signal).finally(() => {
      isSettled = true;
    });
    opening.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSettled).toBe(false);
    finish();
    await expect(opening).rejects.toBeInstanceOf(EngineError);
    await expect(opening).rejects.toMatchObject({ failure: 'aborted' });
    expectNothingLeft(engine);
  });

  it('becomes a reproduction without a network where an engine cannot mount images', async () => {
    const engine = await engineWith();
    engine.identity = { ...engine.identity, apiVersion: '1.45' };
    const shell = await open(engine, { mode: 'look' });
    expect(shell.mode).toBe('reproduce');
    expect(shell.notes).toEqual([expect.stringContaining('cannot mount images')]);
    const made = [...engine.containers.values()].find(({ name }) => name !== 'app');
    expect(made?.spec.host).toMatchObject({ networkMode: 'none', autoRemove: true });
    await shell.close();
    expectNothingLeft(engine);
  });

  it('needs the image no more once a look has started', async () => {
    const engine = await engineWith();
    const shell = await open(engine, { mode: 'look' });
    expect(engine.images.size).toBe(3);
    expect(shell.mode).toBe('look');
    await shell.close();
    expectNothingLeft(engine);
  });

  it('says that there is no shell, and none to lend', async () => {
    const engine = await engineWith({ image: 'bare:1' });
    const opening = open(engine, { toolboxImage: '' });
    await expect(opening).rejects.toMatchObject({ failure: 'no-shell', message: /no shell/ });
    expectNothingLeft(engine);
  });

  it('opens as often as wanted from one process', async () => {
    const engine = await engineWith();
    const process = 'vscode/a-machine-of-some-length/12345';
    const shells = [
      await open(engine, { session: `${process}/0b5c0001-0000-4000-8000-00000000000a` }),
      await open(engine, { session: `${process}/0b5c0002-0000-4000-8000-00000000000b` }),
    ];
    expect(new Set([...engine.containers.values()].map(({ name }) => name)).size).toBe(3);
    expect(new Set([...engine.images.values()].flatMap(({ tags }) => tags)).size).toBe(5);
    for (const shell of shells) await shell.close();
    expectNothingLeft(engine);
  });

  it('sends the newest of many sizes only', async () => {
    const engine = await engineWith();
    const shell = await open(engine);
    engine.calls.length = 0;
    for (let columns = 1; columns <= 500; columns += 1) shell.resize(columns, 24);
    await new Promise((resolve) => setImmediate(resolve));
    expect(engine.calls.filter((call) => call === 'resize').length).toBeLessThan(5);
    await shell.close();
  });
});

describe('a reproduction', () => {
  it('copies what makes the environment and nothing that the service owns', async () => {
    const engine = await engineWith({
      env: ['PATH=/bin', 'TOKEN=x'],
      user: '1000',
      workingDir: '/app',
      labels: { [composeLabels.project]: 'nba', [composeLabels.service]: 'train' },
      host: {
        networkMode: 'host',
        shmSize: 1_000_000,
        ipcMode: 'host',
        readOnlyRoot: true,
        capDrop: ['ALL'],
        ulimits: [{ name: 'memlock', soft: -1, hard: -1 }],
      },
    });
    const details = await engine.inspectContainer('app', {}, signal);
    const spec = toReproduceSpec(details, 'sha256:1', {
      shape: { tty: true, size: { columns: 80, rows: 24 } },
      words: { script: ['/.dbg/bin/busybox', 'sh'], interactive: ['/bin/bash'], isInjected: true },
      labels: { [objectLabels.role]: 'debug' },
      networkMode: 'host',
    });
    expect(spec).toEqual({
      image: 'sha256:1',
      entrypoint: ['/.dbg/bin/busybox', 'sh', '-c', '"$@"; exit $?', '-', '/bin/bash'],
      command: [],
      tty: true,
      stdin: true,
      size: { columns: 80, rows: 24 },
      env: ['PATH=/bin:/.dbg/bin', 'TOKEN=x', 'TERM=xterm-256color'],
      user: '1000',
      workingDir: '/app',
      labels: { [objectLabels.role]: 'debug', [composeLabels.project]: 'nba-debug' },
      withoutHealthcheck: true,
      volumesFrom: [`${details.id}:ro`],
      host: {
        networkMode: 'host',
        autoRemove: true,
        shmSize: 1_000_000,
        ipcMode: 'host',
        capDrop: ['ALL'],
        ulimits: [{ name: 'memlock', soft: -1, hard: -1 }],
      },
    });
  });
});
