import { describe, expect, it } from 'vitest';
import { findLeftovers, removeLeftovers } from '../../src/app/leftovers.ts';
import { toObjectLabels } from '../../src/app/object-labels.ts';
import { FakeEngine } from '../support/fake-engine.ts';

const signal = AbortSignal.timeout(10_000);
const labels = (
  session: string,
  role: 'debug' | 'helper' | 'test' = 'debug',
): Record<string, string> => ({
  ...toObjectLabels({ role, session, source: 'c1', created: 0 }),
});

async function crashed(): Promise<FakeEngine> {
  const engine = new FakeEngine();
  const image = engine.addImage('app:1');
  const id = await engine.createContainer({ image, name: 'mine', labels: {} }, signal);
  const commit = { repository: 'drydock/inspect', tag: 't', forgetEnv: [] };
  const committed = await engine.commit(id, { ...commit, labels: labels('dead') }, signal);
  await engine.createContainer({ image: committed, name: 'shell', labels: labels('dead') }, signal);
  await engine.createContainer({ image, name: 'living', labels: labels('alive') }, signal);
  await engine.createContainer(
    { image, name: 'of-a-test', labels: labels('dead', 'test') },
    signal,
  );
  return engine;
}

describe('leftovers', () => {
  it('are what dead sessions made, and nothing else', async () => {
    const found = await findLeftovers(await crashed(), new Set(['alive']), signal);
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'container shell',
      'image drydock/inspect:t',
    ]);
    expect(found[1]).toMatchObject({
      session: 'dead',
      created: '1970-01-01T00:00:00.000Z',
      size: 1000,
    });
  });

  it('are removed, containers before their images, whatever the order they are given in', async () => {
    const engine = await crashed();
    const found = await findLeftovers(engine, new Set(['alive']), signal);
    expect(await removeLeftovers(engine, found.toReversed(), signal)).toEqual([]);
    expect([...engine.containers.values()].map(({ name }) => name)).toEqual([
      'mine',
      'living',
      'of-a-test',
    ]);
    expect([...engine.images.values()].flatMap(({ tags }) => tags)).toEqual(['app:1']);
    expect(await removeLeftovers(engine, found, signal)).toEqual([]);
  });

  it('that would not go are told', async () => {
    const engine = await crashed();
    const found = await findLeftovers(engine, new Set(), signal);
    engine.failOn('removeImage', 'conflict', 'in use');
    expect((await removeLeftovers(engine, found, signal)).map(({ kind }) => kind)).toEqual([
      'image',
    ]);
  });
});
