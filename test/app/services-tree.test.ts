import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../src/app/engine-state.ts';
import type { Localize } from '../../src/app/localize.ts';
import { composeLabels, objectLabels } from '../../src/app/object-labels.ts';
import { countFailed, servicesTree } from '../../src/app/services-tree.ts';
import { treeCommands } from '../../src/app/tree-commands.data.ts';
import type { Container } from '../../src/ports/engine-objects.ts';
import { composeContainer, container } from '../support/container.ts';
import { declared } from '../support/declared.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { allNodes, outline } from '../support/outline.ts';

function connected(containers: readonly Container[]): EngineState {
  const engine = new FakeEngine();
  const snapshot = { about: engine.identity, address: '', containers, volumes: [], networks: [] };
  return { kind: 'connected', epoch: 1, engine, snapshot };
}

const idle: EngineState = { kind: 'idle', epoch: 0 };

describe('the tree of services', () => {
  it('shows declared services in the order in which they need each other, created or not', async () => {
    const projects = [
      declared([
        { name: 'api', dependsOn: ['train'], image: 'api:1' },
        { name: 'train', dependsOn: ['db'] },
        { name: 'db', image: 'postgres:16' },
      ]),
    ];
    const engine = connected([
      composeContainer('db', {
        image: 'postgres:16',
        health: 'healthy',
        status: 'Up 2 hours (healthy)',
        ports: [{ containerPort: 5432, hostPort: 5432, protocol: 'tcp' }],
      }),
      composeContainer('train', {
        state: 'exited',
        exitCode: 1,
        status: 'Exited (1) 3 minutes ago',
      }),
    ]);
    expect(await outline(servicesTree({ projects, engine, trusted: true }))).toBe(
      [
        'nba | 1 of 3 running',
        '  db | running, healthy · 2 hours · :5432 · postgres:16',
        '  train | exited (1) · 3 minutes ago · python:3.11',
        '  api | not created · api:1',
        '',
      ].join('\n'),
    );
  });

  it('joins by files and folder where -p gave another name, and tells that name', async () => {
    const labels = { [composeLabels.project]: 'experiment-7' };
    const engine = connected([composeContainer('api', { labels })]);
    const text = await outline(
      servicesTree({ projects: [declared(['api'])], engine, trusted: true }),
    );
    expect(text).toMatch(/^experiment-7 \| 1 of 1 running\n {2}api \| running/);
  });

  it('leaves a project of the same name from another folder apart', async () => {
    const labels = {
      [composeLabels.workingDir]: '/elsewhere',
      [composeLabels.configFiles]: '/elsewhere/compose.yaml',
    };
    const engine = connected([composeContainer('api', { labels })]);
    expect(
      await outline(servicesTree({ projects: [declared(['api'])], engine, trusted: true })),
    ).toBe(
      [
        'nba | 0 of 1 running',
        '  api | not created · built here',
        'Other projects | 1',
        '  nba | 1 of 1 running',
        '    nba-api-1 | running · 5 minutes · python:3.11',
        '',
      ].join('\n'),
    );
  });

  it('takes paths of Windows for the same in any case and with either slash', async () => {
    const project = declared(['api'], {
      files: ['c:\\Users\\Ada\\nba\\compose.yaml'],
      directory: 'c:\\Users\\Ada\\nba',
      projectName: 'other',
    });
    const labels = { [composeLabels.configFiles]: 'C:/users/ada/nba/compose.yaml' };
    const engine = connected([composeContainer('api', { labels })]);
    const text = await outline(servicesTree({ projects: [project], engine, trusted: true }));
    expect(text).toContain('1 of 1 running');
  });

  it('shows replicas and one-off containers below their service, by number', async () => {
    const replica = (number: string, extra: Partial<Container> = {}): Container => ({
      ...composeContainer('worker', { ...extra, labels: { [composeLabels.number]: number } }),
      name: `nba-worker-${number}`,
    });
    const oneOff = {
      ...composeContainer('worker', { labels: { [composeLabels.oneOff]: 'True' } }),
      name: 'nba-worker-run',
    };
    const failed = { state: 'exited', exitCode: 2, status: 'Exited (2) 1 second ago' } as const;
    const engine = connected([replica('10'), replica('2', failed), oneOff]);
    const text = await outline(
      servicesTree({ projects: [declared(['worker'])], engine, trusted: true }),
    );
    expect(text.split('\n').map((line) => line.split(' | ')[0])).toEqual([
      'nba',
      '  worker',
      '    nba-worker-run',
      '    nba-worker-2',
      '    nba-worker-10',
      '',
    ]);
  });

  it('groups what runs outside Compose, half-labelled containers too, and hides what we made', async () => {
    const engine = connected([
      container('notebook'),
      container('half', { labels: { [composeLabels.project]: 'ghost' } }),
      container('shell', { labels: { [objectLabels.role]: 'debug' } }),
      container('of-a-test', { labels: { [objectLabels.role]: 'test' } }),
    ]);
    const text = await outline(servicesTree({ projects: [declared([])], engine, trusted: true }));
    expect(text).toContain('Other projects | 1\n  ghost | 1 of 1 running\n    half');
    expect(text).toContain('Containers outside Compose | 2\n  notebook');
    expect(text).not.toContain('shell');
  });

  it('is made of rows whose ids tell nothing that changes', async () => {
    const ids = async (extra: Partial<Container>): Promise<readonly string[]> => {
      const engine = connected([composeContainer('api', extra), container('x', extra)]);
      const tree = servicesTree({ projects: [declared(['api', 'db'])], engine, trusted: true });
      return (await allNodes(tree)).map(({ id }) => id);
    };
    const before = await ids({});
    const after = await ids({
      id: 'another',
      state: 'exited',
      exitCode: 1,
      status: 'Exited (1) now',
      image: 'new',
    });
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });

  it('shows names from outside as plain text of one line', async () => {
    const name = '\u202e<img src=x>\n$(codicon)\u001b]0;title\u0007';
    const engine = connected([container(name, { image: 'a\u0000b' })]);
    const nodes = await allNodes(servicesTree({ projects: [], engine, trusted: true }));
    for (const { label, detail = '' } of nodes)
      expect(label + detail).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('says nothing in words of its own where another language is spoken', async () => {
    const services = ['web', 'db', { name: 'job' }, { name: 'new' }];
    const engine = connected([
      composeContainer('web', {
        health: 'healthy',
        status: '',
        ports: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
      }),
      composeContainer('db', { state: 'paused', status: '' }),
      composeContainer('job', { state: 'exited', exitCode: 1, status: '' }),
      container('loose', { status: '' }),
      container('half', { labels: { [composeLabels.project]: 'ghost' }, status: '' }),
    ]);
    const localize: Localize = (_message, ...values) => ['~', ...values].join('');
    const tree = (state: EngineState, projects = [declared(services)]) =>
      servicesTree({ projects, engine: state, trusted: true, localize });
    expect(await outline(tree(engine))).toBe(
      [
        'nba | ~24',
        '  web | ~ · :80 · python:3.11',
        '  db | ~ · python:3.11',
        '  job | ~1 · python:3.11',
        '  new | ~ · ~',
        '~ | 1',
        '  ghost | ~11',
        '    half | ~ · python:3.11',
        '~ | 1',
        '  loose | ~ · python:3.11',
        '',
      ].join('\n'),
    );
    const spoken = (await allNodes(tree(engine))).flatMap((node) => node.spoken ?? []);
    expect(spoken.filter((words) => !words.startsWith('~'))).toEqual([]);
    const web = (await allNodes(tree(engine))).find(({ label }) => label === 'web');
    expect(web?.tooltip?.split('\n').slice(-3)).toEqual(['~python:3.11', '~:80', '~nba-web-1-id']);
    expect((await outline(tree(idle))).split('\n')[0]).toBe('nba | ~4');
    expect(await outline(tree(idle, []))).toBe('~\n');
  });

  it('counts the services that failed, but not those that were stopped', () => {
    const ended = (service: string, exitCode: number): Container =>
      composeContainer(service, { state: 'exited', exitCode, status: `Exited (${exitCode}) now` });
    const engine = connected([
      ended('a', 1),
      ended('b', 0),
      ended('c', 137),
      ended('d', 143),
      composeContainer('e', { health: 'unhealthy' }),
    ]);
    expect(
      countFailed({ projects: [declared(['a', 'b', 'c', 'd', 'e'])], engine, trusted: true }),
    ).toBe(2);
  });

  it('is ready within 100 ms for 1,000 containers', async () => {
    const many = Array.from({ length: 1_000 }, (_item, index) => composeContainer(`s${index}`));
    const services = Array.from({ length: 1_000 }, (_item, index) => `s${index}`);
    const began = performance.now();
    await allNodes(
      servicesTree({ projects: [declared(services)], engine: connected(many), trusted: true }),
    );
    expect(performance.now() - began).toBeLessThan(100);
  });
});

describe('the tree of services without an engine', () => {
  const unavailable = (
    failure: 'not-installed' | 'unreachable' | 'denied' | 'deadline',
  ): EngineState => ({
    kind: 'unavailable',
    epoch: 1,
    failure,
    message: 'Nobody answers.',
    attempts: 1,
  });

  it.each([
    [unavailable('not-installed'), treeCommands.installDocker],
    [unavailable('unreachable'), treeCommands.startEngine],
    [unavailable('denied'), treeCommands.fixPermission],
    [unavailable('deadline'), treeCommands.retryEngine],
  ])('says why, with one thing to do, above what is declared', async (engine, command) => {
    const tree = servicesTree({ projects: [declared(['api'])], engine, trusted: true });
    expect(tree[0]).toMatchObject({ kind: 'notice', command, tooltip: 'Nobody answers.' });
    expect(await outline(tree.slice(1))).toBe('nba | 1 service\n  api | built here\n');
  });

  it.each([
    unavailable('not-installed'),
    unavailable('unreachable'),
    unavailable('denied'),
    unavailable('deadline'),
    { kind: 'connecting', epoch: 1 } as const,
  ])('says why in the reader’s language', (engine) => {
    const localize: Localize = (message) => message.toUpperCase();
    const [notice] = servicesTree({ projects: [declared([])], engine, trusted: true, localize });
    expect(notice?.kind).toBe('notice');
    expect(notice?.label).toMatch(/^[^a-z]+$/);
  });

  it('asks for trust where there is none, and shows nothing that runs', () => {
    const engine = connected([container('notebook')]);
    const tree = servicesTree({ projects: [], engine, trusted: false });
    expect(tree.map(({ command }) => command)).toEqual([
      treeCommands.manageTrust,
      treeCommands.createCompose,
    ]);
  });

  it('offers to make a compose file where there is none', () => {
    const tree = servicesTree({ projects: [], engine: idle, trusted: true });
    expect(tree).toMatchObject([{ kind: 'notice', command: treeCommands.createCompose }]);
  });
});
