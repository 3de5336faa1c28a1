import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { askCompose, fromFileSet, writeFiles } from './compose-oracle.ts';
import { mergeCases } from './compose-oracle.data.ts';

let folder = '';
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-oracle-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

/** Compares the default set of the files with what Compose makes of them. */
async function compare(files: Files): Promise<'same' | 'refused'> {
  count += 1;
  const root = join(folder, String(count));
  await writeFiles(root, files);
  const used = ['compose.yaml', 'compose.override.yaml'].filter((name) => name in files);
  const { project, refusal } = await askCompose(root, used);
  const ours = buildProject({
    files: new Map(Object.entries(files)),
    isPartial: false,
    environment: new Map(),
  });
  const fileSet = ours.fileSets.find(({ kind }) => kind === 'default');
  expect(fileSet).toBeDefined();
  if (fileSet === undefined || project === undefined) {
    expect(refusal).toBeDefined();
    return 'refused';
  }
  expect(fromFileSet(fileSet)).toEqual(project);
  return 'same';
}

describe('the file set of a project', () => {
  it.each(mergeCases)('is what Compose makes of $title', async ({ files }) => {
    expect(await compare(files)).toBe('same');
  });

  it('is what Compose makes of any base and override', async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(fc.record({ base: anyServices(), over: anyServices() }), async (pair) => {
        const files = {
          'compose.yaml': stringify({ services: withImages(pair.base) }),
          'compose.override.yaml': stringify({ services: pair.over }),
        };
        if ((await compare(files)) === 'same') same += 1;
      }),
      { numRuns: 150, seed: 20_261_121 },
    );
    expect(same).toBeGreaterThan(75);
  });
});

type Services = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function withImages(services: Services): Services {
  return Object.fromEntries(
    ['api', 'db', 'job'].map((name) => [name, { image: `${name}:1`, ...services[name] }]),
  );
}

function anyServices(): fc.Arbitrary<Services> {
  return fc.dictionary(fc.constantFrom('api', 'db', 'job'), anyService(), { maxKeys: 3 });
}

const words = fc.constantFrom('python', 'train.py', '--lr', '0.1', 'a b', "it's", '$$HOME', '&&');
const names = fc.constantFrom('MODE', 'PORT', 'URI');
const values = fc.constantFrom('a', '1', 'x=y', '', '${UNSET:-late}', 'http://mlflow:5000');

function anyService(): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const volume = fc.constantFrom(
    './data:/data',
    './data:/data:ro',
    'store:/store',
    'other:/store',
    '/etc/localtime:/etc/localtime:ro',
    '/anonymous',
    { type: 'bind', source: './src', target: '/src', read_only: true },
    { type: 'volume', source: 'store', target: '/data' },
    { type: 'tmpfs', target: '/tmp' },
  );
  const port = fc.constantFrom(
    '80',
    '8080:80',
    '8081:80',
    '127.0.0.1:8080:80',
    '9000-9002:9000-9002',
    '53:53/udp',
    '[::1]:6000:6000',
    { target: 80, published: '8080' },
    { target: 443, published: 8443, host_ip: '0.0.0.0', protocol: 'tcp' },
  );
  return fc.record(
    {
      image: fc.constantFrom('redis:7', 'ghcr.io/a/b:${UNSET:-1}', 'c@sha256:00'),
      command: fc.oneof(
        fc.array(words, { maxLength: 3 }),
        fc.constantFrom('python -m app', 'sh -c "echo a && b"', "a 'b c' d\\ e"),
      ),
      entrypoint: fc.oneof(fc.array(words, { minLength: 1, maxLength: 2 }), words),
      environment: fc.oneof(
        fc.dictionary(names, fc.oneof(values, fc.constant(null)), { maxKeys: 3 }),
        fc.array(
          fc.tuple(names, values).map(([name, value]) => `${name}=${value}`),
          { maxLength: 3 },
        ),
        fc.array(names, { maxLength: 2 }),
      ),
      ports: fc.uniqueArray(port, { maxLength: 3, selector: (item) => JSON.stringify(item) }),
      volumes: fc.uniqueArray(volume, { maxLength: 3, selector: targetOf }),
      depends_on: fc.oneof(
        fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
        fc.dictionary(
          fc.constantFrom('x', 'y'),
          fc.record(
            {
              condition: fc.constantFrom('service_healthy', 'service_completed_successfully'),
              required: fc.boolean(),
            },
            { requiredKeys: ['condition'] },
          ),
          { maxKeys: 2 },
        ),
      ),
      networks: fc.oneof(
        fc.uniqueArray(fc.constantFrom('front', 'back'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('front', 'back'), fc.constant({ aliases: ['a'] })),
      ),
      healthcheck: fc.constantFrom(
        { test: ['CMD', 'true'] },
        { test: 'curl -f localhost' },
        { test: ['CMD-SHELL', 'exit 0'], interval: '5s' },
        { interval: '9s' },
      ),
      build: fc.oneof(
        fc.constantFrom('.', './api', 'api/'),
        fc.record(
          {
            context: fc.constantFrom('.', './api'),
            dockerfile: fc.constantFrom('Dockerfile', 'docker/x.Dockerfile'),
            target: fc.constantFrom('dev', 'prod'),
            args: fc.oneof(
              fc.dictionary(names, values, { maxKeys: 2 }),
              fc.array(fc.tuple(names, values).map(([name, value]) => `${name}=${value}`)),
            ),
          },
          { requiredKeys: ['context'] },
        ),
      ),
      restart: fc.constantFrom('no', 'always', 'on-failure:3'),
    },
    { requiredKeys: [] },
  );
}

function targetOf(volume: string | { readonly target: string }): string {
  if (typeof volume !== 'string') return volume.target;
  return volume.split(':')[1] ?? volume;
}
