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
export function staysDown({ restart, image }: Service): boolean {
  const isViewer =
    image !== undefined &&
    /(?:^|\/)(?:pgadmin4?|adminer|mongo-express|phpmyadmin|cloudbeaver)$/.test(image.repository);
  return !isViewer && (restart === undefined || restart.text === 'no');
}

export function runsOnce({ name, restart }: Service): boolean {
  return (
    restart?.text === 'no' ||
    /(?:^|[-_])(?:init|seed|migrate|migrations?|setup)(?:$|[-_])/.test(name)
  );
}
