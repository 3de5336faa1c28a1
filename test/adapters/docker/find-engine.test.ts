import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  formatEngineAddress,
  parseEngineAddress,
} from '../../../src/adapters/docker/engine-address.ts';
import { findEngine } from '../../../src/adapters/docker/find-engine.ts';
import type { EngineSurroundings } from '../../../src/adapters/docker/find-engine.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function surroundings(
  files: Readonly<Record<string, string>>,
  extra: Partial<EngineSurroundings> = {},
): EngineSurroundings {
  return {
    env: {},
    platform: 'linux',
    home: '/home/ada',
    readFile: (path) => Promise.resolve(files[path]),
    sha256,
    ...extra,
  };
}

const gpuMeta = `/home/ada/.docker/contexts/meta/${sha256('gpu')}/meta.json`;
const gpuTls = `/home/ada/.docker/contexts/tls/${sha256('gpu')}/docker`;
const gpuContext = JSON.stringify({
  Name: 'gpu',
  Endpoints: { docker: { Host: 'tcp://gpu.example:2376', SkipTLSVerify: false } },
});
const current = { '/home/ada/.docker/config.json': JSON.stringify({ currentContext: 'gpu' }) };

describe('finding the engine', () => {
  it('takes the place that the platform has for it when nothing is said', async () => {
    expect(await findEngine(surroundings({}))).toEqual({
      address: { kind: 'socket', path: '/var/run/docker.sock' },
      context: 'default',
    });
    const windows = surroundings({}, { platform: 'win32', home: 'C:\\Users\\Ada' });
    expect((await findEngine(windows)).address).toEqual({
      kind: 'socket',
      path: '//./pipe/docker_engine',
    });
  });

  it('follows the current context, with its certificates', async () => {
    const files = {
      ...current,
      [gpuMeta]: gpuContext,
      [`${gpuTls}/ca.pem`]: 'CA',
      [`${gpuTls}/key.pem`]: 'KEY',
    };
    expect(await findEngine(surroundings(files))).toEqual({
      address: {
        kind: 'tcp',
        host: 'gpu.example',
        port: 2376,
        tls: { ca: 'CA', key: 'KEY', verify: true },
      },
      context: 'gpu',
    });
  });

  it('prefers DOCKER_HOST to DOCKER_CONTEXT, that to the current one, and our setting to all', async () => {
    const files = { ...current, [gpuMeta]: gpuContext };
    const env = { DOCKER_HOST: 'unix:///tmp/a.sock', DOCKER_CONTEXT: 'gpu' };
    const byHost = await findEngine(surroundings(files, { env }));
    expect(byHost.address).toEqual({ kind: 'socket', path: '/tmp/a.sock' });
    const byContext = await findEngine(surroundings(files, { env: { DOCKER_CONTEXT: 'default' } }));
    expect(byContext.address).toEqual({ kind: 'socket', path: '/var/run/docker.sock' });
    const setting = { host: 'unix:///tmp/b.sock' };
    const bySetting = await findEngine(surroundings(files, { env, setting }));
    expect(bySetting.address).toEqual({ kind: 'socket', path: '/tmp/b.sock' });
  });

  it('reads contexts of Windows where Windows has them', async () => {
    const folder = 'C:\\Users\\Ada\\.docker';
    const meta = `${folder}\\contexts\\meta\\${sha256('desktop-linux')}\\meta.json`;
    const files = {
      [`${folder}\\config.json`]: JSON.stringify({ currentContext: 'desktop-linux' }),
      [meta]: JSON.stringify({
        Endpoints: { docker: { Host: 'npipe:////./pipe/dockerDesktopLinuxEngine' } },
      }),
    };
    const found = await findEngine(
      surroundings(files, { platform: 'win32', home: 'C:\\Users\\Ada' }),
    );
    expect(found.address).toEqual({ kind: 'socket', path: '//./pipe/dockerDesktopLinuxEngine' });
  });

  it('takes certificates from where the environment says', async () => {
    const env = {
      DOCKER_HOST: 'tcp://10.0.0.5',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: '/certs',
    };
    const found = await findEngine(surroundings({ '/certs/ca.pem': 'CA' }, { env }));
    expect(found.address).toEqual({
      kind: 'tcp',
      host: '10.0.0.5',
      port: 2376,
      tls: { ca: 'CA', verify: true },
    });
  });

  it('says which context does not exist, and takes a broken config for none', async () => {
    const missing = findEngine(surroundings(current));
    await expect(missing).rejects.toMatchObject({ failure: 'invalid', message: /"gpu"/ });
    const broken = await findEngine(
      surroundings({ '/home/ada/.docker/config.json': '{"currentContext"' }),
    );
    expect(broken.context).toBe('default');
  });
});

describe('addresses of engines', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', 'unix:///run/user/1000/docker.sock'],
    ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/docker_engine'],
    ['npipe://\\\\.\\pipe\\docker_engine', 'npipe:////./pipe/docker_engine'],
    ['tcp://localhost:2375', 'tcp://localhost:2375'],
    ['http://localhost:80', 'tcp://localhost:80'],
    ['[::1]:2375', 'tcp://[::1]:2375'],
    ['build-box', 'tcp://build-box:2375'],
    ['ssh://ada@gpu:22', 'ssh://ada@gpu:22'],
  ])('%s is %s', (text, address) => {
    expect(formatEngineAddress(parseEngineAddress(text))).toBe(address);
  });

  it('are refused where they are none', () => {
    expect(() => parseEngineAddress('ftp://host')).toThrow(/no address/);
    expect(() => parseEngineAddress('tcp://a b')).toThrow(/no address/);
  });
});
