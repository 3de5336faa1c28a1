import type { FileSet, Project, Service } from '../model/project.ts';
import { connectsAtOnce } from '../model/service-waits.ts';

/** Servers that accept connections seconds after they start. With a program of its own the image is a client. */
export function startsSlowly({ image, command, entrypoint }: Service): boolean {
  const [first] = command?.words ?? [];
  return (
    image !== undefined &&
    /(?:^|\/)(?:postgres|postgis|pgvector|mysql|mariadb|mongo)$/.test(image.repository) &&
    entrypoint === undefined &&
    (first === undefined || /^(?:-|postgres$|mysqld|mariadbd|mongod$)/.test(first.text))
  );
}

/** True for a service that nothing starts again when it fails, and that connects by itself and once. */
export function staysDown(service: Service): boolean {
  const { name, restart } = service;
  // An MLflow server tries its database again for some minutes.
  const triesAgain = /^mlflow(?:[-_](?:server|tracking))?$/.test(name);
  const isRestarted = restart !== undefined && restart.text !== 'no';
  return !triesAgain && !isRestarted && !connectsLater(service);
}

/** Tools that connect when somebody asks them to, and those whose purpose it is to wait. */
export function connectsLater({ name, image }: Service): boolean {
  return (
    /^wait[-_]?for|[-_]wait(?:er)?$/.test(name) ||
    (image !== undefined && laterImage.test(image.repository))
  );
}

const laterImage =
  /(?:^|\/)(?:pgadmin4?|adminer|mongo-express|phpmyadmin|cloudbeaver|[\w-]*wait-for[\w-]*)$/;

export function runsOnce({ name, restart }: Service): boolean {
  return (
    restart?.text === 'no' ||
    /(?:^|[-_])(?:init|seed|migrate|migrations?|setup)(?:$|[-_])/.test(name)
  );
}

/** Servers besides databases that take seconds, and whose clients mostly give up. */
export function isBroker({ image }: Service): boolean {
  return (
    image !== undefined &&
    /(?:^|\/)(?:rabbitmq|kafka|cp-kafka|minio|elasticsearch|opensearch|cassandra|clickhouse-server|neo4j|weaviate|qdrant|milvus|trino)$/.test(
      image.repository,
    )
  );
}

export function hasHealthcheck({ healthcheck }: Service): boolean {
  return healthcheck?.test !== undefined && !healthcheck.isDisabled;
}

/** True where a database has no health check, and a service that nothing starts again connects to it. */
export function connectsEarly(
  service: Service,
  target: Service,
  place: { readonly fileSet: FileSet; readonly project: Project },
): boolean {
  if (hasHealthcheck(target) || !staysDown(service)) return false;
  return !waitsForOther(service, target, place.fileSet) && connectsAtOnce(service, target, place);
}

/** True where a service waits for another one that itself needs the database. */
function waitsForOther(service: Service, target: Service, { services }: FileSet): boolean {
  return service.dependsOn.some(({ service: name, condition }) => {
    const other = services.find((one) => one.name === name);
    return (
      condition !== 'service_started' &&
      other?.dependsOn.some((dependency) => dependency.service === target.name) === true
    );
  });
}
