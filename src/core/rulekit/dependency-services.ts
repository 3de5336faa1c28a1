import type { Service } from '../model/project.ts';

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

/** True for a service that nothing starts again when it fails, and that connects by itself. */
export function staysDown(service: Service): boolean {
  const { restart } = service;
  return !connectsLater(service) && (restart === undefined || restart.text === 'no');
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
