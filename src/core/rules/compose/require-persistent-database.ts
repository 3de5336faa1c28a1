import { nameOf } from '../../base/project-path.ts';
import { dataFolders, stateFolders } from '../../model/image-facts.data.ts';
import type { ImageReference, Mount, Service } from '../../model/project.ts';
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
      const misplaced = findMisplaced(service);
      if (misplaced !== undefined) {
        const { mount, folder: own } = misplaced;
        report.beside(mount.targetAt, { target: mount.target, folder: own });
        return;
      }
      // With a program of its own the image is a client, not a server.
      if (!startsServer(service)) return;
      const folders = findFolders(image);
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
      const above = mounts.find(({ target }) =>
        folder.startsWith(`${target.replace(/\/+$/, '')}/`),
      );
      const beside =
        above ?? mounts.find(({ target }) => /^\/var\/lib\/|^\/data(?:\/|$)/.test(target));
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

/** PostgreSQL 18 has a folder for each release, one level above the one of those before. */
function findFolders({ repository, tag = '' }: ImageReference): readonly string[] | undefined {
  const folders = dataFolders.get(nameOf(repository));
  const [old, parent] = folders ?? [];
  const major = /^(?:pg)?(\d+)(?![\d])/.exec(tag)?.[1];
  if (old === undefined || parent === undefined || major === undefined) return folders;
  return Number(major) < 18 ? [old] : [parent];
}

/** The images declare a volume at their folder, so that a mount above it does not reach the data. */
function covers({ target }: Mount, folders: readonly string[]): boolean {
  const path = target.replace(/\/+$/, '');
  return folders.some(
    (folder) =>
      folder === path || (path.startsWith(`${folder}/`) && /^\/\d/.test(path.slice(folder.length))),
  );
}

/** A volume of a name at a place that the image of a store does not write to. */
function findMisplaced({
  image,
  mounts,
  command,
  environment,
}: Service): { readonly mount: Mount; readonly folder: string } | undefined {
  const known = stateFolders.find((one) => one.image.test(image?.repository ?? ''));
  if (known === undefined) return undefined;
  const { folder, moved } = known;
  const names = environment.map(({ name }) => name);
  const text = [...names, ...(command?.words ?? []).map((word) => word.text)].join(' ');
  if (moved.test(text) || mounts.some(({ isKnown }) => !isKnown)) return undefined;
  const isThere = mounts.some(({ target }) =>
    `${folder}/`.startsWith(`${target.replace(/\/+$/, '')}/`),
  );
  const mount = mounts.find(
    ({ kind, source, target }) =>
      kind === 'volume' &&
      source !== undefined &&
      /^\/(?:var\/lib|data|redis|storage)\b/.test(target),
  );
  return isThere || mount === undefined ? undefined : { mount, folder };
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
