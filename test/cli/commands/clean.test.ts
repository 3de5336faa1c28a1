import { PassThrough } from 'node:stream';
import { expect, describe, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { objectLabels } from '../../../src/app/object-labels.ts';
import { createCliContext, type CapturedContext } from '../../support/cli-context.ts';
import { FakeEngine } from '../../support/fake-engine.ts';

const signal = AbortSignal.timeout(10_000);

interface Desk {
  readonly engine: FakeEngine;
  readonly context: CapturedContext;
}

/** An engine with an object of a session that lives and one of a session that has ended. */
async function openDesk(answer?: string): Promise<Desk> {
  const engine = new FakeEngine();
  const image = engine.addImage('app:1');
  const made = { [objectLabels.role]: 'debug', [objectLabels.created]: 'once\u001b[31m' };
  const add = (name: string, session: string): Promise<string> =>
    engine.createContainer(
      { image, name, labels: { ...made, [objectLabels.session]: session } },
      signal,
    );
  await add('open', 'cli/here/1/a');
  await add('left', 'cli/here/2/b');
  const stdin = Object.assign(new PassThrough(), { isTTY: answer !== undefined });
  stdin.end(answer ?? '');
  const context = createCliContext('/', {
    stdin: stdin as unknown as NodeJS.ReadStream,
    openEngine: () => Promise.resolve(engine),
    isSessionAlive: ({ session }) => session === 'cli/here/1/a',
  });
  return { engine, context };
}

function namesIn(engine: FakeEngine): readonly string[] {
  return [...engine.containers.values()].map(({ name }) => name);
}

describe('drydock clean', () => {
  it('removes what a crash left and no session that is open', async () => {
    const { engine, context } = await openDesk();
    expect(await runCli(context, ['clean', '--yes'])).toBe(0);
    expect(namesIn(engine)).toEqual(['open']);
    expect(context.output()).toContain('Removed 1 of 1.');
  });

  it('shows names and times without what steers a terminal', async () => {
    const { context } = await openDesk();
    await runCli(context, ['clean', '--yes']);
    expect(context.output().split('\n')[0]).toBe('container  left  once');
  });

  it.each([
    ['y\n', ['open']],
    ['Yes\n', ['open']],
    ['n\n', ['open', 'left']],
    ['', ['open', 'left']],
  ])('asks through its own output, and takes %j for what it is', async (answer, names) => {
    const { engine, context } = await openDesk(answer);
    expect(await runCli(context, ['clean'])).toBe(0);
    expect(context.output()).toContain('Remove all of it? [y/N] ');
    expect(namesIn(engine)).toEqual(names);
  });
});
