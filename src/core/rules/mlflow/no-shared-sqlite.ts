import { findSharedPlace } from '../../model/mlflow-mounts.ts';
import { findStoreOpeners, opensSameStore, type StoreOpener } from '../../model/mlflow-openers.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noSharedSqlite = defineRule({
  id: 'mlflow/no-shared-sqlite',
  summary: 'Disallow several programs that write runs to one SQLite file',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages: {
    copies:
      'All {count} containers of "{service}" write to one SQLite file and lock each other out.',
    past: '"{service}" opens the file of "{server}" itself: it gets locked, and artifacts stay behind.',
    remote: 'SQLite needs file locks, and volume "{volume}" on another machine may have none.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const openers = findStoreOpeners(project.mlflow.findStack(fileSet));
      for (const opener of openers) {
        const { peer, store, uri } = opener;
        if (store.kind !== 'sqlite') continue;
        const { service } = peer;
        const volume = findRemoteVolume(opener, fileSet);
        if (volume !== undefined) report.remote(uri.at, { volume });
        const count = countCopies(service);
        if (count > 1) report.copies(uri.at, { count: `${count}`, service: service.name });
        const server = opener.server === undefined ? findServer(opener, openers) : undefined;
        if (server === undefined) continue;
        const names = { service: service.name, server: server.name };
        report.past(uri.at, names, {
          related: [{ at: server.nameAt, message: 'The server opens the same file.' }],
        });
      }
    },
  },
});

/** A server that takes artifacts in; one that only shows runs may well look at the file of a program. */
function findServer(opener: StoreOpener, openers: readonly StoreOpener[]): Service | undefined {
  const found = openers.find(
    ({ server, ...other }) =>
      server?.clientRoot?.kind === 'proxy' &&
      server.server.subcommand.text === 'server' &&
      opensSameStore({ server, ...other }, opener),
  );
  return found?.peer.service;
}

function countCopies({ value }: Service): number {
  const deploy = value.entries.get('deploy')?.value;
  const replicas = deploy?.kind === 'map' ? deploy.entries.get('replicas')?.value : undefined;
  const scale = value.entries.get('scale')?.value;
  const counts = [replicas, scale].map((one) => (one?.kind === 'scalar' ? Number(one.text) : 1));
  return Math.max(...counts.map((count) => (Number.isInteger(count) ? count : 1)));
}

/** A volume that is mounted over a network, where the file lies in one. */
function findRemoteVolume({ peer, store }: StoreOpener, { volumes }: FileSet): string | undefined {
  if (store.kind !== 'sqlite' || store.path === undefined) return undefined;
  const place = findSharedPlace(peer.service, store.path);
  const name = /^volume:([^/]+)/.exec(place ?? '')?.[1];
  const volume = volumes.find((one) => one.name === name)?.entry.value;
  const options = volume?.kind === 'map' ? volume.entries.get('driver_opts')?.value : undefined;
  const type = options?.kind === 'map' ? options.entries.get('type')?.value : undefined;
  const isRemote = type?.kind === 'scalar' && /^(?:nfs4?|cifs|smb\w*)$/i.test(type.text);
  return isRemote ? name : undefined;
}

const stack = (more: string, volume = ''): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
${more}volumes:
  state:
${volume}`;

export const noSharedSqlitePage = definePage({
  rationale:
    'SQLite lets one program write at a time and relies on the locks of the file system. Copies of a server, or a program that opens the file beside its server, end in "database is locked"; what such a program logs as artifacts stays in its own container. On network file systems the file may break.',
  exceptions: 'Programs that only read now and then, beside a server without artifacts.',
  references: ['https://www.sqlite.org/faq.html#q5'],
  bad: [
    {
      title: 'Copies of the server',
      files: { 'compose.yaml': stack('    deploy:\n      replicas: 3\n') },
    },
    {
      title: 'A program that opens the file of its server',
      files: {
        'compose.yaml': stack(`  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: sqlite:////runs/runs.db
    volumes:
      - state:/runs
`),
      },
    },
    {
      title: 'A volume on another machine',
      files: {
        'compose.yaml': stack(
          '',
          '    driver_opts:\n      type: nfs\n      o: addr=10.0.0.9,rw\n      device: ":/runs"\n',
        ),
      },
    },
  ],
  good: [
    {
      title: 'A program that asks the server',
      files: {
        'compose.yaml': stack(
          '  train:\n    image: trainer:1.4.0\n    environment:\n      MLFLOW_TRACKING_URI: http://tracking:5000\n',
        ),
      },
    },
  ],
});
