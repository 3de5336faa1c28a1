import { describe, expect, it } from 'vitest';
import { composeLabels } from '../../../src/app/object-labels.ts';
import { startService } from '../../../src/client/commands/start-service.ts';
import { stopService } from '../../../src/client/commands/stop-service.ts';
import { openDesk } from '../command-desk.ts';
import type { Desk } from '../command-desk.ts';

const { signal } = new AbortController();
const folders = { '/w/shop': { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n' } };
const web = {
  target: { kind: 'service', root: '/w/shop', fileSet: 'compose.yaml', service: 'web' },
};

/** A container of the service, made under a name. */
async function create({ engine }: Desk, project: string): Promise<void> {
  const labels = {
    [composeLabels.project]: project,
    [composeLabels.service]: 'web',
    [composeLabels.workingDir]: '/w/shop',
    [composeLabels.configFiles]: '/w/shop/compose.yaml',
  };
  const image = engine.addImage('nginx:1.27');
  await engine.createContainer({ image, name: `${project}-web-1`, labels }, signal);
}

async function startAndStop(...runningNames: readonly string[]): Promise<readonly string[]> {
  const desk = openDesk({ folders });
  for (const name of runningNames) await create(desk, name);
  await startService(desk.context, web);
  await stopService(desk.context, web);
  expect(desk.engine.calls.filter((call) => call === 'dispose')).toHaveLength(2);
  return desk.record.filter((line) => /^(?:up|stop) /.test(line));
}

describe('starting and stopping a service', () => {
  it.each([
    ['the declared name where nothing runs', [], 'shop'],
    ['the name that -p gave it', ['other'], 'other'],
    ['the declared name where it runs under both', ['other', 'shop'], 'shop'],
  ])('acts on %s', async (_, running, name) => {
    expect(await startAndStop(...running)).toEqual([
      `up web of ${name} (/w/shop/compose.yaml)`,
      `stop web of ${name} (/w/shop/compose.yaml)`,
    ]);
  });
});
