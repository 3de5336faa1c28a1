import type { FileSet, Service } from '../model/project.ts';

/** True for images that hold data for others and that nobody's browser talks to. */
export function isDatabase({ image }: Service): boolean {
  return image !== undefined && database.test(image.repository);
}

const database =
  /(?:^|\/)(?:postgres|postgresql|postgis|pgvector|timescaledb|mysql|mariadb|mongo|mongodb|redis|valkey|cassandra|clickhouse-server)$/;

/** True where a service says that it talks to another: it depends on it, or names it as a host. */
export function refersTo(service: Service, other: Service): boolean {
  if (service.dependsOn.some((dependency) => dependency.service === other.name)) return true;
  const names = [other.name, other.containerName?.text, other.hostname?.text];
  const texts = [
    ...service.environment.map(({ value }) => value?.text ?? ''),
    ...(service.command?.words ?? []).map(({ text }) => text),
    ...(service.entrypoint?.words ?? []).map(({ text }) => text),
  ];
  return texts.some((text) => names.some((name) => name !== undefined && hasHost(text, name)));
}

/** A host stands alone, or behind `//` or `@`, and before a port or a path. */
function hasHost(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + name.length);
    if (/^(?:|[/@,=\s])$/.test(before) && /^(?:|[:/,?\s])$/.test(after)) return true;
  }
  return false;
}

export function findClients(service: Service, { services }: FileSet): readonly Service[] {
  return services.filter((other) => other !== service && refersTo(other, service));
}
