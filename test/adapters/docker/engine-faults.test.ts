import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DockerEngine } from '../../../src/adapters/docker/docker-engine.ts';
import { createTransport } from '../../../src/adapters/docker/transport.ts';
import { EngineError } from '../../../src/ports/engine-error.ts';
import { httpAnswer, jsonAnswer, ScriptedEngine } from '../../support/scripted-engine.ts';
import type { Script } from '../../support/scripted-engine.ts';

const opened: ScriptedEngine[] = [];
const signal = AbortSignal.timeout(60_000);

afterEach(async () => {
  vi.useRealTimers();
  for (const engine of opened.splice(0)) await engine.close();
});

function engineAt(path: string): DockerEngine {
  return new DockerEngine(createTransport({ kind: 'socket', path }));
}

async function scripted(script: Script): Promise<DockerEngine> {
  const server = await ScriptedEngine.listen(script);
  opened.push(server);
  return engineAt(server.path);
}

async function failureOf(call: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await call.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

describe('an engine whose answer is broken', () => {
  const half = '[{"Id":"a"';
  const broken: readonly (readonly [string, string])[] = [
    ['is cut in the middle of its body', `HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${half}`],
    [
      'is cut in the middle of a chunk',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n${half}`,
    ],
    ['is half of a JSON text', httpAnswer('200 OK', {}, half)],
    [
      'is a page of HTML',
      httpAnswer('200 OK', { 'Content-Type': 'text/html' }, '<html>Sign in</html>'),
    ],
    ['is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['leads elsewhere', httpAnswer('302 Found', { Location: 'http://127.0.0.1:1/' }, '')],
    [
      'changes the protocol unasked',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n',
    ],
  ];
  it.each(broken)('fails at once where it %s', async (_name, answer) => {
    const engine = await scripted((socket) => socket.end(answer));
    const error = await failureOf(engine.listContainers({}, signal));
    expect(['protocol', 'unreachable']).toContain(error.failure);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  });

  it('fails at once where the connection closes without an answer', async () => {
    const engine = await scripted((socket) => socket.end());
    expect(await failureOf(engine.about(signal))).toMatchObject({ failure: 'unreachable' });
  });

  it('takes the reason from an error, and none from an empty one', async () => {
    const body = JSON.stringify({ message: 'driver failed\u001b[31m\nbadly' });
    const said = await scripted((socket) => socket.end(httpAnswer('500 Oops', {}, body)));
    expect(await failureOf(said.start('x', signal))).toMatchObject({
      failure: 'unexpected',
      message: 'The engine says: driver failed [31m badly',
    });
    const silent = await scripted((socket) => socket.end(httpAnswer('500 Oops', {}, '')));
    expect(await failureOf(silent.start('x', signal))).toMatchObject({
      failure: 'unexpected',
      message: 'The engine answered 500.',
    });
  });

  it('tells what answers from an engine by what it says about itself', async () => {
    const engine = await scripted((socket) => socket.end(jsonAnswer({ hello: 'world' })));
    expect(await failureOf(engine.about(signal))).toMatchObject({ failure: 'protocol' });
  });
});

describe('an engine that hangs', () => {
  it.each(['before its answer', 'in the middle of its body'])(
    'fails within the limit %s',
    async (where) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      let arrived: () => void = () => undefined;
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const engine = await scripted((socket) => {
        if (where.startsWith('in'))
          socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[');
        arrived();
      });
      const failure = failureOf(engine.listContainers({}, signal));
      await arrival;
      await vi.advanceTimersByTimeAsync(10_001);
      // The body's own limit begins when its head has come, which is real input and not under the fake clock.
      for (let step = 0; step < 100; step += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        await vi.advanceTimersByTimeAsync(1_000);
      }
      expect(await failure).toMatchObject({ failure: 'deadline' });
    },
  );

  it('is given up when the caller wants it', async () => {
    const giveUp = new AbortController();
    const engine = await scripted(() => giveUp.abort());
    expect(await failureOf(engine.listContainers({}, giveUp.signal))).toMatchObject({
      failure: 'aborted',
    });
    await expect.poll(() => opened[0]?.openConnections).toBe(0);
  });

  it('fails all running calls when it is put away', async () => {
    const engine: DockerEngine = await scripted(() => engine.dispose());
    expect(await failureOf(engine.listContainers({}, signal))).toMatchObject({
      failure: 'aborted',
    });
  });
});

describe('an engine that cannot be reached', () => {
  it('is told by what is wrong with its socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drydock-no-engine-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const cases = [
      [join(folder, 'absent'), 'unreachable'],
      [file, 'unreachable'],
      [join(folder, 'long'.repeat(40)), 'invalid'],
    ] as const;
    for (const [path, failure] of cases) {
      const error = await failureOf(engineAt(path).about(signal));
      expect(error).toMatchObject({ failure });
      expect(error.message).toContain(path);
    }
    await rm(folder, { recursive: true });
  });
});

describe('events', () => {
  async function eventsOf(script: Script): Promise<readonly string[] | EngineError> {
    const engine = await scripted(script);
    const actions: string[] = [];
    try {
      for await (const event of await engine.events(signal)) actions.push(event.action);
    } catch (error) {
      return error as EngineError;
    }
    return actions;
  }
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunk = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

  it('are whole though a character is cut in two', async () => {
    const line = Buffer.from(`${JSON.stringify({ Type: 'container', Action: 'größe' })}\n`);
    const cut = line.indexOf('ö') + 1;
    const actions = await eventsOf((socket) => {
      socket.write(head);
      socket.write(chunk(line.subarray(0, cut)), () => {
        setImmediate(() =>
          socket.end(Buffer.concat([chunk(line.subarray(cut)), Buffer.from('0\r\n\r\n')])),
        );
      });
    });
    expect(actions).toEqual(['größe']);
  });

  it('fail when the engine goes away, and when a line is not JSON', async () => {
    const cut = await eventsOf((socket) => {
      socket.write(head);
      socket.write(chunk(Buffer.from('{"Type":"container","Action":"start"}\n')), () =>
        socket.destroy(),
      );
    });
    expect(cut).toMatchObject({ failure: 'protocol' });
    const garbled = await eventsOf((socket) => {
      socket.end(
        Buffer.concat([
          Buffer.from(head),
          chunk(Buffer.from('nonsense\n')),
          Buffer.from('0\r\n\r\n'),
        ]),
      );
    });
    expect(garbled).toMatchObject({ failure: 'protocol' });
  });
});
