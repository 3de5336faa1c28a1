import type { ImageReference, Project, Service } from '../model/project.ts';

/** The tag that will move, '' for none at all; undefined where the reference is fixed or not known. */
export function findFloatingTag(image: ImageReference): string | undefined {
  if (image.digest !== undefined || image.text === '' || image.repository === 'scratch') {
    return undefined;
  }
  if (image.tag === undefined) return image.isKnown ? '' : undefined;
  return movingTags.has(image.tag) ? image.tag : undefined;
}

const movingTags: ReadonlySet<string> = new Set([
  'latest',
  'stable',
  'main',
  'master',
  'edge',
  'nightly',
  'dev',
]);

/**
 * True for an image that the project builds itself, such as a base that others start from: by the name that a service
 * gives it, or by one that only an image of this machine can have.
 */
export function isOwnImage({ repository }: ImageReference, { fileSets }: Project): boolean {
  return (
    /^[^/]+-base(?:-[^/]+)?$|^localhost\//.test(repository) ||
    fileSets.some(({ services }) =>
      services.some(({ build, image }) => build !== undefined && image?.repository === repository),
    )
  );
}

/**
 * True for a service that keeps data, in a volume or in a database, in a format of its image's version, so that an
 * upgrade migrates it or refuses to start.
 */
export function keepsData({ image, mounts, command, environment }: Service): boolean {
  if (image === undefined || !isStateful(image)) return false;
  const texts = [
    ...(command?.words ?? []).map(({ text }) => text),
    ...environment.map(({ value }) => value?.text ?? ''),
  ];
  return mounts.length > 0 || texts.some((text) => databaseAddress.test(text));
}

const databaseAddress = /\b(?:postgresql|postgres|mysql|mariadb|mssql|mongodb)(?:\+\w+)?:\/\//;

function isStateful({ repository }: ImageReference): boolean {
  return (
    stateful.has(repository) || stateful.has(repository.slice(repository.lastIndexOf('/') + 1))
  );
}

const stateful: ReadonlySet<string> = new Set([
  'airflow',
  'clickhouse-server',
  'elasticsearch',
  'mariadb',
  'minio',
  'mlflow',
  'mongo',
  'mysql',
  'opensearch',
  'pgvector',
  'postgres',
  'postgis',
  'qdrant',
  'timescaledb',
  'weaviate',
]);
