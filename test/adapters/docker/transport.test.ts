import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DockerEngine } from '../../../src/adapters/docker/docker-engine.ts';
import { createTransport } from '../../../src/adapters/docker/transport.ts';
import { jsonAnswer, ScriptedEngine } from '../../support/scripted-engine.ts';

const signal = AbortSignal.timeout(20_000);
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const version = { ApiVersion: '1.51', Version: '28', Os: 'linux', Arch: 'amd64' };

describe('the way to an engine', () => {
  it('is kept open over tcp, and asks again where a kept connection had died', async () => {
    let connections = 0;
    const server = http.createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(version));
    });
    server.on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const engine = new DockerEngine(createTransport({ kind: 'tcp', host: '127.0.0.1', port }));
    closers.push(() => engine.dispose());
    expect(engine.address).toBe(`tcp://127.0.0.1:${port}`);
    await engine.about(signal);
    await engine.about(signal);
    expect(connections).toBe(1);
    // Closed by the server just as it is used again: our side may not know it yet.
    server.closeAllConnections();
    expect((await engine.about(signal)).version).toBe('28');
    expect(connections).toBe(2);
  });

  it('leaves no connection, timer or listener behind, however calls end', async () => {
    const warnings: string[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning.message);
    process.on('warning', onWarning);
    const server = await ScriptedEngine.listen((socket, head) => {
      if (head.includes('/version')) socket.end(jsonAnswer(version));
      else if (head.includes('/events'))
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n[');
    });
    closers.push(() => server.close());
    const engine = new DockerEngine(createTransport({ kind: 'socket', path: server.path }));
    const longLived = new AbortController();
    const resources = (): number =>
      process.getActiveResourcesInfo().filter((name) => /Pipe|TCP|Timeout/.test(name)).length;
    const cycle = async (): Promise<void> => {
      await engine.about(longLived.signal);
      await engine.listContainers({}, longLived.signal).catch(() => undefined);
      const listening = new AbortController();
      const events = await engine.events(AbortSignal.any([longLived.signal, listening.signal]));
      const next = events[Symbol.asyncIterator]().next();
      listening.abort();
      await next.catch(() => undefined);
    };
    await cycle();
    const before = resources();
    for (let count = 0; count < 100; count += 1) await cycle();
    await expect.poll(() => server.openConnections).toBe(0);
    await expect.poll(resources).toBeLessThanOrEqual(before + 2);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});
