import { createGzip } from 'node:zlib';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { RestTrackingStore } from '../../../src/adapters/mlflow/rest/rest-tracking-store.ts';
import type { Credentials } from '../../../src/ports/secret-store.ts';
import { collectPages } from '../../../src/ports/collect-pages.ts';
import {
  sendJson,
  startScriptedServer,
  type ScriptedServer,
} from '../../support/scripted-server.ts';

const { signal } = new AbortController();
const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((item) => item.close()));
});

async function serve(answer: RequestListener): Promise<ScriptedServer> {
  const server = await startScriptedServer(answer);
  open.push({ close: () => server.stop() });
  return server;
}

function storeAt(
  url: string,
  options: { timeLimit?: number; secrets?: Readonly<Record<string, Credentials>> } = {},
): RestTrackingStore {
  const store = new RestTrackingStore({
    url,
    secrets: { find: (origin) => Promise.resolve(options.secrets?.[origin]) },
    ...(options.timeLimit === undefined ? {} : { timeLimit: options.timeLimit }),
  });
  open.push(store);
  return store;
}

describe('A server that is not what it should be', () => {
  it.each<[string, RequestListener, string]>([
    ['asks for a password', (_, response) => response.writeHead(401).end(), 'unauthorized'],
    [
      'rejects the host name',
      (_, response) => response.writeHead(403).end('Invalid Host header - possible DNS rebinding'),
      'host-rejected',
    ],
    [
      'is AirPlay',
      (_, response) => response.writeHead(403, { server: 'AirTunes/775.3' }).end(),
      'airplay',
    ],
    [
      'only keeps artifacts',
      (request, response) =>
        request.url === '/health'
          ? response.end('OK')
          : response.writeHead(503).end('disabled: running in --artifacts-only mode'),
      'artifacts-only',
    ],
    [
      'is some other web server',
      (_, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
      'not-mlflow',
    ],
    [
      'is MLflow before 1.28',
      (request, response) =>
        request.url === '/health'
          ? response.end('OK')
          : response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
      'unsupported',
    ],
    ['speaks no JSON', (_, response) => response.end('OK'), 'protocol'],
    ['breaks off', (request) => request.socket.destroy(), 'unreachable'],
    [
      'is not there behind its proxy',
      (_, response) => response.writeHead(502).end('<html>Bad Gateway'),
      'unreachable',
    ],
  ])('is told apart when it %s', async (_, answer, failure) => {
    const { url } = await serve(answer);
    await expect(storeAt(url).describe(signal)).rejects.toMatchObject({ failure });
  });

  it('is unreachable when nothing listens', async () => {
    const server = await startScriptedServer(() => undefined);
    await server.stop();
    const asked = storeAt(server.url).describe(signal);
    await expect(asked).rejects.toMatchObject({ failure: 'unreachable' });
  });

  it('is given up at the deadline when it never answers', async () => {
    const { url } = await serve(() => undefined);
    const asked = storeAt(url, { timeLimit: 50 }).run('x', signal);
    await expect(asked).rejects.toMatchObject({ failure: 'deadline' });
  });

  it('is given up at the deadline when it answers a byte at a time', async () => {
    const { url } = await serve((_, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    const asked = storeAt(url, { timeLimit: 200 }).run('x', signal);
    await expect(asked).rejects.toMatchObject({ failure: 'deadline' });
  });

  it('is left when the caller aborts', async () => {
    const server = await serve(() => undefined);
    const controller = new AbortController();
    const reason = new Error('enough');
    const asked = storeAt(server.url).run('x', controller.signal);
    await server.firstRequest;
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  it('cannot fill the memory with a compressed answer', async () => {
    const block = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      response.on('close', () => gzip.destroy());
      const more = () => {
        sent += block.length;
        if (sent <= 1024 ** 3) gzip.write(block, () => !gzip.destroyed && more());
      };
      more();
    });
    const before = process.memoryUsage().rss;
    const asked = storeAt(url).run('x', signal);
    await expect(asked).rejects.toMatchObject({ failure: 'too-large' });
    // The limit is 64 MiB; what is beyond it is never unpacked.
    expect(sent).toBeLessThan(400 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'https://login.example.org/',
    '/elsewhere',
  ])('cannot send requests on to %s', async (location) => {
    const server = await serve((_, response) => response.writeHead(302, { location }).end());
    const asked = storeAt(server.url).describe(signal);
    await expect(asked).rejects.toMatchObject({ failure: 'redirected' });
    expect(server.requests).toEqual(['GET /health']);
  });

  it('cannot keep a walk through its pages going with one token', async () => {
    const server = await serve((_, response) =>
      sendJson(response, { runs: [], next_page_token: 'again' }),
    );
    const store = storeAt(server.url);
    const walk = collectPages((token) =>
      store.runs(
        {
          experimentIds: ['1'],
          view: 'all',
          pageSize: 10,
          ...(token === undefined ? {} : { pageToken: token }),
        },
        signal,
      ),
    );
    await expect(walk).rejects.toMatchObject({ failure: 'protocol' });
    expect(server.requests).toHaveLength(2);
  });

  it('may send anything in any field', async () => {
    const answers = [null, [], 'text', { runs: 'x' }, { runs: [null, 1, { info: [], data: 'x' }] }];
    for (const value of answers) {
      const { url } = await serve((_, response) => sendJson(response, value));
      const query = { experimentIds: ['1'], view: 'all' as const, pageSize: 10 };
      const outcome = await storeAt(url)
        .runs(query, signal)
        .then(
          ({ items }) => items.length,
          (error: unknown) => error,
        );
      expect([0, 1]).toContainEqual(typeof outcome === 'number' ? outcome : 0);
      if (typeof outcome !== 'number') expect(outcome).toMatchObject({ failure: 'protocol' });
    }
  });

  it('may nest its JSON deeply', async () => {
    const depth = 100_000;
    const text = `{"runs": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const { url } = await serve((_, response) => response.end(text));
    const query = { experimentIds: ['1'], view: 'all' as const, pageSize: 10 };
    expect((await storeAt(url).runs(query, signal)).items).toEqual([]);
  });
});

describe('A REST store', () => {
  it('reads NaN and infinities, and runs whose fields are missing', async () => {
    const metric = (key: string, value: unknown) => ({ key, value, timestamp: '5', step: 1 });
    const { url } = await serve((_, response) =>
      sendJson(response, {
        run: {
          info: { run_uuid: 'old', status: 'RUNNING', end_time: 0 },
          data: {
            metrics: [metric('b', 'NaN'), metric('a', '-Infinity'), metric('c', 'Infinity')],
            tags: [{ key: '__proto__', value: 'x' }, { key: 'mlflow.runName' }],
          },
        },
      }),
    );
    const run = await storeAt(url).run('old', signal);
    expect(run).toMatchObject({ id: 'old', name: '', status: 'RUNNING', params: [] });
    expect(run.endedAt).toBeUndefined();
    expect(run.metrics.map(({ value }) => value)).toEqual([-Infinity, Number.NaN, Infinity]);
    expect(run.tags).toContainEqual({ key: '__proto__', value: 'x' });
  });

  it('offers credentials to the origin they belong to and to no other', async () => {
    const answer: RequestListener = (_, response) => sendJson(response, { run: {} });
    const own = await serve(answer);
    const other = await serve(answer);
    const secrets = {
      [own.url]: { kind: 'basic', username: 'ada', password: 'ü:secret' },
    } as const;
    await storeAt(own.url, { secrets }).run('x', signal);
    await storeAt(other.url, { secrets }).run('x', signal);
    const encoded = Buffer.from('ada:ü:secret').toString('base64');
    expect(own.headers[0]?.authorization).toBe(`Basic ${encoded}`);
    expect(other.headers[0]?.authorization).toBeUndefined();
  });

  it('says no credentials of its URL in its location, and sends no Origin', async () => {
    const server = await serve((request, response) =>
      request.url === '/health' ? response.end('OK') : sendJson(response, {}),
    );
    const url = server.url.replace('http://', 'http://ada:secret@');
    const { location } = await storeAt(url).describe(signal);
    expect(location).toBe(server.url);
    expect(server.headers[0]?.origin).toBeUndefined();
  });

  it('falls back to the paths that older servers answer below a static prefix', async () => {
    const server = await serve((request, response) => {
      if (request.url?.startsWith('/tracking/ajax-api/') === true) {
        return sendJson(response, { experiments: [{ experiment_id: '7', name: 'x' }] });
      }
      return response.writeHead(404, { 'content-type': 'text/html' }).end('<html>');
    });
    const store = storeAt(`${server.url}/tracking/`);
    const query = { view: 'active' as const, pageSize: 10 };
    expect((await store.experiments(query, signal)).items).toMatchObject([{ id: '7' }]);
    await store.experiments(query, signal);
    expect(server.requests.map((request) => request.split('/')[2])).toEqual([
      'api',
      'ajax-api',
      'ajax-api',
    ]);
  });

  it('has no logged models where the server does not know them', async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>'),
    );
    const models = await storeAt(url).loggedModels({ experimentIds: ['1'], pageSize: 5 }, signal);
    expect(models.items).toEqual([]);
  });

  it('quotes the name of a model whichever quote is in it', async () => {
    const server = await serve((_, response) => sendJson(response, {}));
    const store = storeAt(server.url);
    await store.modelVersions({ name: "ada's", pageSize: 5 }, signal);
    const query = new URL(server.requests[0]?.split(' ')[1] ?? '', server.url).searchParams;
    expect(query.get('filter')).toBe('name="ada\'s"');
    const both = store.modelVersions({ name: `'"`, pageSize: 5 }, signal);
    await expect(both).rejects.toMatchObject({ failure: 'bad-query' });
  });

  it('speaks nothing but http and https', () => {
    expect(() => storeAt('file:///etc/passwd')).toThrow(
      expect.objectContaining({ failure: 'unsupported' }),
    );
  });
});
