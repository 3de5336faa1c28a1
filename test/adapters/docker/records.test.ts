import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toContainer } from '../../../src/adapters/docker/container-record.ts';
import { toDetails } from '../../../src/adapters/docker/details-record.ts';
import { JsonRecord } from '../../../src/adapters/docker/json-record.ts';
import { toAbout, toEvent, toVolume } from '../../../src/adapters/docker/object-records.ts';
import { toPathStat } from '../../../src/adapters/docker/path-stat-record.ts';
import { errorOfConnection, errorOfStatus } from '../../../src/adapters/docker/to-engine-error.ts';

function listed(fields: object): ReturnType<typeof toContainer> {
  return toContainer(new JsonRecord(fields));
}

describe('a container in the list', () => {
  it('tells exit code and health from the words of its status', () => {
    expect(listed({ State: 'exited', Status: 'Exited (137) 2 hours ago' })).toMatchObject({
      exitCode: 137,
    });
    expect(listed({ State: 'running', Status: 'Up 2 minutes (unhealthy)' })).toMatchObject({
      health: 'unhealthy',
    });
    expect(listed({ State: 'running', Status: 'Up 1 second (health: starting)' })).toMatchObject({
      health: 'starting',
    });
    expect(listed({ State: 'running', Status: 'Up 1 second' })).not.toHaveProperty('health');
  });

  it('goes by its own name and not by those that links give it', () => {
    expect(listed({ Names: ['/web/db', '/db'] }).name).toBe('db');
  });

  it('has labels of any name, and no ports that are not published', () => {
    const container = listed({
      Labels: JSON.parse('{"__proto__":"x","a":"b","n":1}') as object,
      Ports: [
        { PrivatePort: 80, Type: 'tcp' },
        { PrivatePort: 5000, PublicPort: 5001, IP: '0.0.0.0', Type: 'tcp' },
      ],
    });
    expect(Object.entries(container.labels)).toEqual([
      ['__proto__', 'x'],
      ['a', 'b'],
    ]);
    expect(container.ports).toEqual([
      { containerPort: 80, protocol: 'tcp' },
      { containerPort: 5000, hostPort: 5001, hostAddress: '0.0.0.0', protocol: 'tcp' },
    ]);
  });

  it('is made of any answer without a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        toContainer(new JsonRecord(value));
        toDetails(new JsonRecord(value));
        toEvent(new JsonRecord(value));
        toVolume(new JsonRecord(value));
        toAbout(new JsonRecord(value));
      }),
    );
  });
});

describe('records', () => {
  it('have no time where the engine tells the year 1', () => {
    const state = { StartedAt: '0001-01-01T00:00:00Z', FinishedAt: '2026-01-02T03:04:05.678Z' };
    const details = toDetails(new JsonRecord({ State: state }));
    expect(details).not.toHaveProperty('started');
    expect(details.finished).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
  });

  it('take an event by nanoseconds of the engine, or by its seconds', () => {
    expect(toEvent(new JsonRecord({ timeNano: 1_700_000_000_123_456_800 })).time).toBe(
      1_700_000_000_123,
    );
    expect(toEvent(new JsonRecord({ time: 1_700_000_000 })).time).toBe(1_700_000_000_000);
  });

  it('know Podman by its parts', () => {
    const parts = [{ Name: 'Podman Engine' }];
    expect(toAbout(new JsonRecord({ Components: parts, ApiVersion: '1.41' })).kind).toBe('podman');
  });

  it('read the modes of Go', () => {
    const header = (mode: number): string =>
      Buffer.from(JSON.stringify({ name: 'x', mode })).toString('base64');
    expect(toPathStat(header(2 ** 31 + 0o755))).toMatchObject({
      type: 'directory',
      permissions: 0o755,
    });
    expect(toPathStat(header(2 ** 27 + 0o777))).toMatchObject({ type: 'link' });
    expect(toPathStat(header(0o644))).toMatchObject({ type: 'file', permissions: 0o644 });
    expect(toPathStat(header(2 ** 25))).toMatchObject({ type: 'other' });
    expect(toPathStat('no base64 of json')).toBeUndefined();
  });
});

describe('faults', () => {
  it.each([
    [404, 'No such container: x', 'not-found'],
    [409, 'container is not running', 'conflict'],
    [500, 'can only create exec sessions on running containers', 'conflict'],
    [500, 'driver failed: Bind for 0.0.0.0:80 failed: port is already allocated', 'conflict'],
    [403, 'network x has active endpoints', 'conflict'],
    [403, 'forbidden by policy', 'denied'],
    [400, 'Mount type "Image" needs API v1.48 or newer', 'unsupported'],
    [400, 'invalid mount', 'invalid'],
    [501, '', 'unsupported'],
    [302, '', 'protocol'],
    [500, 'out of luck', 'unexpected'],
  ] as const)('%i "%s" is %s', (status, words, failure) => {
    expect(errorOfStatus(status, words).failure).toBe(failure);
  });

  it.each([
    ['EACCES', 'denied'],
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['CERT_HAS_EXPIRED', 'denied'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'denied'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'denied'],
  ])('of the connection, %s is %s, in a sentence that names the engine', (code, failure) => {
    const error = errorOfConnection(Object.assign(new Error(code), { code }), 'tcp://gpu:2376');
    expect(error.failure).toBe(failure);
    expect(error.message).toMatch(/^[A-Z].*tcp:\/\/gpu:2376.*\.$/);
  });
});
