import { afterAll, describe, expect, it } from 'vitest';
import { startMlflowServer, type MlflowVersion } from '../../../src/build/services/mlflow.ts';
import type { StoreLocation } from '../../../src/ports/tracking-store.ts';
import { trackingStoreContract } from '../../contract/tracking-store.contract.ts';
import { fileStates } from '../../support/file-states.ts';
import { runRuns } from '../../support/runs-command.ts';
import { createTestOpener } from '../../support/tracking-opener.ts';
import { askClient, makeRealStore } from './real-stores.ts';

const versions: readonly MlflowVersion[] = ['3', '2.22'];
const { signal } = new AbortController();

for (const version of versions) {
  // Made once, since every start of MLflow costs seconds; nothing in here writes to them.
  const sqlite = once(() => makeRealStore(version, 'sqlite'));
  const files = once(() => makeRealStore(version, 'files'));
  const server = once(async () => startMlflowServer({ version, backendUri: (await sqlite()).uri }));
  const open = async (location: StoreLocation) => {
    const store = await createTestOpener().open(location, signal);
    return { store, close: () => store.close() };
  };

  describe(`MLflow ${version}`, () => {
    afterAll(async () => {
      await (await server()).stop();
      await (await sqlite()).remove();
      await (await files()).remove();
    });

    trackingStoreContract('Its SQLite file', async () =>
      open({ kind: 'path', path: (await sqlite()).path }),
    );
    trackingStoreContract('Its folder', async () =>
      open({ kind: 'path', path: (await files()).path }),
    );
    trackingStoreContract('Its server', async () =>
      open({ kind: 'server', url: (await server()).url }),
    );

    it.each(['sqlite', 'files', 'server'] as const)(
      'prints for %s what MLflow’s own client sees, value for value',
      async (kind) => {
        const real = await (kind === 'files' ? files() : sqlite());
        const url = kind === 'server' ? (await server()).url : undefined;
        const place = url ?? real.path;
        const expected = await askClient(version, url ?? real.uri);
        const before = await fileStates(real.folder);
        expect(textVersions(await printed(place))).toEqual(expected);
        expect(await fileStates(real.folder)).toEqual(before);
      },
    );

    it('shows the same runs over REST as straight from the database', async () => {
      const direct = await printed((await sqlite()).path);
      const asked = await printed((await server()).url);
      expect(asked.experiments).toEqual(direct.experiments);
      expect(asked.experiments).not.toEqual([]);
    });
  });
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

interface Printed {
  readonly experiments: unknown;
  readonly models: readonly { readonly aliases: Readonly<Record<string, string | number>> }[];
}

async function printed(place: string): Promise<Printed> {
  const { code, out, err } = await runRuns([place, '--deleted', '--history', '--format', 'json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const { experiments, models } = JSON.parse(out) as Printed;
  return { experiments, models };
}

/** The client gives the version behind an alias as a number or as text, by store. */
function textVersions({ experiments, models }: Printed): unknown {
  const textOf = (aliases: Printed['models'][number]['aliases']) =>
    Object.fromEntries(Object.entries(aliases).map(([key, value]) => [key, String(value)]));
  return {
    experiments,
    models: models.map((model) => ({ ...model, aliases: textOf(model.aliases) })),
  };
}
