import { dataFolders } from '../../model/image-facts.data.ts';
import type { Mount, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requirePersistentDatabase = defineRule({
  id: 'compose/require-persistent-database',
  summary: 'Require databases to keep their data in a volume',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    none: 'Nothing is mounted at "{folder}", so "{service}" loses its data with its container.',
    beside: '"{target}" is not where this image keeps its data; that is "{folder}".',
  },
  on: {
    service(service, report, { fileSet }) {
      const { name, nameAt, image, build, mounts, environment, profiles } = service;
      if (image === undefined || build !== undefined || !image.isKnown) return;
      // With a program of its own the image is a client, not a server.
      if (!startsServer(service)) return;
      const folders = dataFolders.get(
        image.repository.slice(image.repository.lastIndexOf('/') + 1),
      );
      const [folder] = folders ?? [];
      // Bitnami and others have folders of their own.
      if (folders === undefined || folder === undefined || !officialName.test(image.repository))
        return;
      const paths = fileSet?.files.map(({ path }) => path) ?? [];
      const isForTests = [...profiles, ...paths, name].some((text) =>
        /test|demo|quick-?start|example|(?:^|\W)ci(?:\W|$)/i.test(text),
      );
      const isMoved = environment.some((item) => item.name === 'PGDATA');
      if (isForTests || isMoved || mounts.some((mount) => covers(mount, folders))) return;
      const beside = mounts.find(({ target }) => /^\/var\/lib\/|^\/data(?:\/|$)/.test(target));
      if (beside === undefined) report.none(nameAt, { folder, service: name });
      else report.beside(beside.targetAt, { target: beside.target, folder });
    },
  },
});

function startsServer({ command, entrypoint, restart }: Service): boolean {
  if (entrypoint !== undefined || restart?.text === 'no') return false;
  const [first] = command?.words ?? [];
  return first === undefined || /^(?:-|postgres$|mysqld|mariadbd|mongod$)/.test(first.text);
}

const officialName = /^(?:postgres|postgis\/postgis|pgvector\/pgvector|mysql|mariadb|mongo)$/;

function covers({ target }: Mount, folders: readonly string[]): boolean {
  const path = target.replace(/\/+$/, '');
  return folders.some((folder) => folder === path || folder.startsWith(`${path}/`));
}

export const requirePersistentDatabasePage = definePage({
  rationale:
    'What a database writes outside a volume lives in its container or in a volume without a name. `docker compose down` throws it away: runs, models and users are gone.',
  exceptions:
    'Databases of tests and demonstrations may forget; files, services and profiles that are called test, demo, quickstart, example or ci are left alone.',
  references: ['https://docs.docker.com/engine/storage/volumes/'],
  bad: [
    {
      title: 'No volume',
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:16.6\n' },
    },
    {
      title: 'A volume beside the data',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: mariadb:11.4\n    volumes:\n      - db:/var/lib/mariadb\nvolumes:\n  db:\n',
      },
    },
  ],
  good: [
    {
      title: 'A volume where the data is',
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:16.6\n    volumes:\n      - db:/var/lib/postgresql/data\nvolumes:\n  db:\n',
      },
    },
  ],
});
