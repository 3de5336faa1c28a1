import { readFile, readdir } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { busyboxImage, ensureBusyboxImage } from '../../../src/build/services/base-image.ts';
import { startDockerEngine } from '../../../src/build/services/docker-engine.ts';
import type { DockerEngine } from '../../../src/build/services/docker-engine.ts';
import { runCommand } from '../../../src/build/services/run-command.ts';
import { findFreePort } from '../../../src/build/services/vscode-server.ts';

async function docker(engine: DockerEngine, ...args: readonly string[]): Promise<string> {
  const { stdout } = await runCommand('docker', args, { env: { ...process.env, ...engine.env } });
  return stdout.trim();
}

describe.each(['newest', 'older'] as const)('a private engine (%s)', (version) => {
  let engine: DockerEngine;

  beforeAll(async () => {
    engine = await startDockerEngine({ version });
    await ensureBusyboxImage(engine.env);
  });

  afterAll(() => engine.stop());

  test('runs containers that find each other by name, and publishes their ports here', async () => {
    const port = await findFreePort();
    const publish = `127.0.0.1:${port}:80`;
    const serve = 'echo hello > /tmp/index.html; exec httpd -f -h /tmp';
    await docker(engine, 'network', 'create', 'shared');
    const run = ['run', '--init', '--network', 'shared'];
    const server = [...run, '--detach', '--name', 'web', '--publish', publish, busyboxImage];
    await docker(engine, ...server, 'sh', '-c', serve);
    const client = [...run, '--rm', busyboxImage, 'wget', '-q', '-O-', 'http://web/'];
    expect(await docker(engine, ...client)).toBe('hello');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(await answer.text()).toBe('hello\n');
  });

  test('has Compose and buildx on its command line', async () => {
    expect(await docker(engine, 'compose', 'version', '--short')).toMatch(/^2\./);
    expect(await docker(engine, 'buildx', 'version')).toContain('buildx');
  });
});

test('a private engine leaves no folder and no bridge, even with a container that ignores signals', async () => {
  const engine = await startDockerEngine({ version: 'newest' });
  const folder = path.dirname(engine.socketPath);
  const { network } = JSON.parse(await readFile(path.join(folder, 'engine.json'), 'utf8')) as {
    readonly network: { readonly bridge: string };
  };
  try {
    await ensureBusyboxImage(engine.env);
    const stubborn = ['sh', '-c', 'trap "" TERM; sleep 1000'];
    await docker(engine, 'run', '--detach', busyboxImage, ...stubborn);
    expect(Object.keys(networkInterfaces())).toContain(network.bridge);
  } finally {
    await engine.stop();
  }
  expect(Object.keys(networkInterfaces())).not.toContain(network.bridge);
  expect(await readdir(tmpdir())).not.toContain(path.basename(folder));
});
