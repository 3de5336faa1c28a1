import { nameOf } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import type { FileSet, Project, Service } from './project.ts';
import { findServiceByHost, parseUrlAddress } from './service-address.ts';

/** A part of how a program signs in at a database, and what the database was set up with. */
export interface CredentialUse {
  readonly kind: 'user' | 'password' | 'database';
  readonly used: string;
  readonly at: Span;
  readonly given: string;
  /** Where the database gets it; its own place where a default rules. */
  readonly givenAt: Span;
  readonly target: Service;
}

interface Part {
  readonly text: string;
  readonly at: Span;
}

interface Login {
  readonly user: Part | undefined;
  readonly password: Part | undefined;
  readonly database: Part | undefined;
}

/** Logins of a service at databases of the same file set, next to what these make when they start for the first time. */
export function findCredentialUses(
  service: Service,
  fileSet: FileSet,
  project: Project,
): readonly CredentialUse[] {
  const isOpen = makesMore(fileSet, project);
  return [...findLogins(service, fileSet, project)].flatMap(
    ({ login, target }): readonly CredentialUse[] => {
      const own = findOwnLogin(target, login.user?.text);
      if (own === undefined || runsScripts(target)) return [];
      const kinds = ['user', 'password', 'database'] as const;
      const uses = kinds.flatMap((kind): readonly CredentialUse[] => {
        const [used, given] = [login[kind], own[kind]];
        if (used === undefined || given === undefined) return [];
        return [
          { kind, used: used.text, at: used.at, given: given.text, givenAt: given.at, target },
        ];
      });
      // A password belongs to its user.
      const user = uses.find(({ kind }) => kind === 'user');
      return uses.filter(({ kind }) =>
        kind === 'password' ? user?.used === user?.given : !isOpen,
      );
    },
  );
}

function* findLogins(
  service: Service,
  fileSet: FileSet,
  project: Project,
): Generator<{ readonly login: Login; readonly target: Service }> {
  const { servers } = project.mlflow.findStack(fileSet);
  const store = servers.find((one) => one.service === service)?.backendUri;
  // What a variable says follows below.
  if (store !== undefined && service.environment.every(({ value }) => value?.at !== store.at)) {
    const target = findServiceByHost(fileSet, parseUrlAddress(store.text)?.host ?? '');
    if (target !== undefined && target !== service)
      yield { login: readUrl(store.text, store.at), target };
  }
  for (const { name, value } of service.environment) {
    if (value === undefined) continue;
    const url = parseUrlAddress(value.text);
    // Parts that are not known are left out.
    if (url === undefined && !value.isKnown) continue;
    const storeLogin = findStoreLogin(service, name);
    if (storeLogin !== undefined) {
      const host = url?.host ?? value.text.replace(/:\d+$/, '');
      const target = findServiceByHost(fileSet, host);
      const isStore = nameOf(target?.image?.repository ?? '') === 'minio';
      if (target !== undefined && target !== service && isStore)
        yield { login: storeLogin, target };
    } else if (url !== undefined) {
      const target = findServiceByHost(fileSet, url.host);
      if (target !== undefined && target !== service)
        yield { login: readUrl(value.text, value.at), target };
    } else if (/(?:^|_)HOST$/.test(name)) {
      const target = findServiceByHost(fileSet, value.text);
      const stem = name.replace(/HOST$/, '');
      if (target === undefined || target === service || stem === '') continue;
      const find = (...endings: readonly string[]): Part | undefined => {
        const item = service.environment.find((one) =>
          endings.some((ending) => one.name === `${stem}${ending}`),
        );
        return item?.value?.isKnown === true ? item.value : undefined;
      };
      const login = {
        user: find('USER', 'USERNAME'),
        password: find('PASSWORD', 'PASS'),
        database: find('NAME', 'DB', 'DATABASE', 'DBNAME'),
      };
      yield { login, target };
    }
  }
}

/** The keys that stand beside the address of an object store. */
function findStoreLogin({ environment }: Service, name: string): Login | undefined {
  const stem = /^(?:MLFLOW_S3|AWS)_ENDPOINT_URL(?:_S3)?$/.test(name)
    ? 'AWS'
    : /^(MINIO|S3)_ENDPOINT(?:_URL)?$/.exec(name)?.[1];
  if (stem === undefined) return undefined;
  const find = (...endings: readonly string[]): Part | undefined => {
    const item = environment.find((one) =>
      endings.some((ending) => one.name === `${stem}_${ending}`),
    );
    return item?.value?.isKnown === true && item.value.text !== '' ? item.value : undefined;
  };
  const user = find('ACCESS_KEY_ID', 'ACCESS_KEY');
  const password = find('SECRET_ACCESS_KEY', 'SECRET_KEY');
  return { user, password, database: undefined };
}

function readUrl(text: string, at: Span): Login {
  const match =
    /^[\w+.-]+:\/\/(?:([^:@/\s]*)(?::([^@/\s]*))?@)?[^/\s]+(?:\/([\w-]+))?\/?(?=$|\?)/.exec(text);
  const [, user, password, database] = match ?? [];
  const part = (value: string | undefined): Part | undefined =>
    value === undefined || value === '' || /[%$]/.test(value) ? undefined : { text: value, at };
  return { user: part(user), password: part(password), database: part(database) };
}

/** What the image of a database makes of its variables. */
function findOwnLogin(target: Service, user: string | undefined): Login | undefined {
  const find = (...names: readonly string[]): Part | undefined => {
    const item = target.environment.find(({ name }) => names.includes(name));
    return item?.value?.isKnown === true && item.value.text !== '' ? item.value : undefined;
  };
  const has = (name: string): boolean => target.environment.some((item) => item.name === name);
  const image = nameOf(target.image?.repository ?? '');
  if (/^(?:postgres|postgis|pgvector|timescaledb)$/.test(image)) {
    // A variable without a known value is no default.
    const own =
      find('POSTGRES_USER') ??
      (has('POSTGRES_USER') ? undefined : { text: 'postgres', at: target.nameAt });
    const database = find('POSTGRES_DB') ?? (has('POSTGRES_DB') ? undefined : own);
    return { user: own, password: find('POSTGRES_PASSWORD'), database };
  }
  if (/^(?:mysql|mariadb)$/.test(image)) {
    const database = find('MYSQL_DATABASE', 'MARIADB_DATABASE');
    if (user === 'root') {
      const password = find('MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD');
      return { user: undefined, password, database };
    }
    const own = find('MYSQL_USER', 'MARIADB_USER');
    return { user: own, password: find('MYSQL_PASSWORD', 'MARIADB_PASSWORD'), database };
  }
  if (image === 'mongo') {
    const own = find('MONGO_INITDB_ROOT_USERNAME');
    return { user: own, password: find('MONGO_INITDB_ROOT_PASSWORD'), database: undefined };
  }
  if (image === 'minio') {
    const name = find('MINIO_ROOT_USER', 'MINIO_ACCESS_KEY');
    const password = find('MINIO_ROOT_PASSWORD', 'MINIO_SECRET_KEY');
    return { user: name, password, database: undefined };
  }
  if (image === 'rabbitmq') {
    const own = find('RABBITMQ_DEFAULT_USER');
    return { user: own, password: find('RABBITMQ_DEFAULT_PASS'), database: undefined };
  }
  return undefined;
}

/** True where a job or a script of the project may make users and databases. */
function makesMore({ services }: FileSet, { snapshot }: Project): boolean {
  const isClient = ({ image, command, entrypoint }: Service): boolean =>
    /(?:^|\/)(?:postgres|mysql|mariadb|mongo)$/.test(image?.repository ?? '') &&
    [command, entrypoint].some(
      (line) =>
        line !== undefined && !/^(?:-|postgres|mysqld|mongod)/.test(line.words[0]?.text ?? '-'),
    );
  const makesKeys = services.some(({ command, entrypoint }) =>
    [command, entrypoint].some((line) => /\badmin\s+(?:user|accesskey)\b/.test(textOf(line))),
  );
  if (makesKeys || services.some(isClient)) return true;
  const makes =
    /\bcreate\s+(?:user|role|database)\b|\bcreate(?:db|user)\b|rabbitmqctl add_user|\badmin\s+(?:user|accesskey)\b/i;
  return [...snapshot.files].some(
    ([path, text]) => /\.(?:sh|py|sql|ya?ml)$|Makefile$/.test(path) && makes.test(text ?? ''),
  );
}

function textOf(line: Service['command']): string {
  return line?.words.map(({ text }) => text).join(' ') ?? '';
}

/** Scripts of the first start make users and databases of their own, and so may a command. */
function runsScripts({ mounts, command, entrypoint, build, image }: Service): boolean {
  // What makes keys in an object store is told apart by itself.
  if (nameOf(image?.repository ?? '') === 'minio') return build !== undefined;
  return (
    build !== undefined ||
    command?.script !== undefined ||
    entrypoint !== undefined ||
    mounts.some(({ target }) => target.startsWith('/docker-entrypoint-initdb.d'))
  );
}
