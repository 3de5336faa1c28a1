/** What is known of public images. Names are repositories without registry; the last part alone counts too. */

/** Where servers keep their data, by image. */
export const dataFolders: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgres', ['/var/lib/postgresql/data', '/var/lib/postgresql']],
  ['postgis', ['/var/lib/postgresql/data', '/var/lib/postgresql']],
  ['pgvector', ['/var/lib/postgresql/data', '/var/lib/postgresql']],
  ['mysql', ['/var/lib/mysql']],
  ['mariadb', ['/var/lib/mysql']],
  ['mongo', ['/data/db']],
]);

/** Where other images keep theirs, and what says that it is elsewhere. */
export const stateFolders: readonly {
  readonly image: RegExp;
  readonly folder: string;
  readonly moved: RegExp;
}[] = [
  { image: /^(?:redis|valkey\/valkey)$/, folder: '/data', moved: /--dir\b|\.conf\b/ },
  {
    image: /^grafana\/grafana(?:-oss|-enterprise)?$/,
    folder: '/var/lib/grafana',
    moved: /GF_PATHS_DATA|GF_DATABASE_|cfg:default\.paths|\.ini\b/,
  },
  { image: /^prom\/prometheus$/, folder: '/prometheus', moved: /storage\.|agent/ },
];

/** Images that run as a user without rights to install packages. */
export const unprivilegedImages: readonly RegExp[] = [
  /^apache\/airflow$/,
  /(?:^|\/)jupyter\/[\w-]+-notebook$/,
  /^mambaorg\/micromamba$/,
  /^bitnami\//,
];

/** Images that certainly lack a program, by a pattern of `repository:tag`. */
export const missingPrograms: readonly {
  readonly image: RegExp;
  readonly programs: readonly string[];
}[] = [
  { image: /^mlflow\/mlflow:(?!.*-full)/, programs: ['curl', 'wget', 'nc'] },
  { image: /^python:[\w.-]*slim/, programs: ['curl', 'wget', 'nc'] },
  { image: /^debian:[\w.-]*slim/, programs: ['curl', 'wget', 'nc'] },
  { image: /^ubuntu:/, programs: ['curl', 'wget', 'nc'] },
  { image: /^python:[\w.-]*alpine/, programs: ['curl'] },
  { image: /^alpine(?::|$)/, programs: ['curl'] },
  { image: /^(?:postgres|redis|mongo|mysql):/, programs: ['curl'] },
  // From version 6 on there is only mongosh.
  { image: /^mongo:(?:[6-9]|\d\d|latest)/, programs: ['mongo'] },
  { image: /^(?:ollama\/ollama|nvidia\/cuda):/, programs: ['curl'] },
  { image: /^qdrant\/qdrant:/, programs: ['curl', 'wget', 'nc'] },
  { image: /^node:[\w.-]*slim/, programs: ['curl', 'wget', 'nc'] },
  { image: /^node:[\w.-]*alpine/, programs: ['curl'] },
];

/** Images whose /bin/sh is dash, which prints the options of echo. */
export const dashImages: readonly RegExp[] = [
  /^(?:debian|ubuntu)(?::|$)/,
  /^python:(?!.*alpine)/,
  /^nvidia\/cuda:.*ubuntu/,
];

/** Drivers of SQLAlchemy by dialect. */
export const databaseDrivers: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgresql', ['psycopg2', 'psycopg2cffi', 'psycopg', 'asyncpg', 'pg8000']],
  ['mysql', ['mysqldb', 'pymysql', 'mysqlconnector', 'aiomysql', 'asyncmy', 'cymysql', 'pyodbc']],
  ['mariadb', ['mysqldb', 'pymysql', 'mariadbconnector', 'aiomysql', 'asyncmy', 'pyodbc']],
  ['sqlite', ['pysqlite', 'aiosqlite', 'pysqlcipher']],
  ['mssql', ['pyodbc', 'pymssql', 'aioodbc']],
]);
