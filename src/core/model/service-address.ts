import type { FileSet, Service } from './project.ts';

/** What a URL says about where a program is to be found. */
export interface UrlAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
  /** Offsets of the host in the text. */
  readonly hostStart: number;
  readonly hostEnd: number;
  /** Offset behind the port, or behind the host where there is none. */
  readonly end: number;
}

export function parseUrlAddress(text: string): UrlAddress | undefined {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/?#\s,]+)(?::(\d+))?/i.exec(
    text,
  );
  if (match === null) return undefined;
  const [whole, scheme = '', host = '', port] = match;
  const end = match.index + whole.length;
  const hostEnd = port === undefined ? end : end - port.length - 1;
  return {
    scheme: scheme.toLowerCase(),
    host: host.toLowerCase(),
    port: port === undefined ? undefined : Number(port),
    hostStart: hostEnd - host.length,
    hostEnd,
    end,
  };
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}

/** Also `0.0.0.0`, which leads a client to its own container. */
export function isClientLoopback(host: string): boolean {
  return isLoopback(host) || host === '0.0.0.0';
}

/** Where clients connect to when a URL has no port. */
export const schemePorts: ReadonlyMap<string, number> = new Map([
  ['redis', 6379],
  ['rediss', 6379],
  ['mongodb', 27017],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['amqp', 5672],
]);

/** The names under which others in the project reach a service. */
export function getServiceNames(service: Service): readonly string[] {
  return [
    service.name,
    service.containerName?.text,
    service.hostname?.text,
    ...service.networks.flatMap(({ aliases }) => aliases),
  ].flatMap((name) => (name === undefined ? [] : [name.toLowerCase()]));
}

export function findServiceByHost(fileSet: FileSet, host: string): Service | undefined {
  return fileSet.services.find((service) => getServiceNames(service).includes(host.toLowerCase()));
}

/** True where the container has no network of its own, so that its loopback is another's. */
export function sharesNetwork({ networkMode }: Service): boolean {
  return networkMode !== undefined && /^(?:host|service:|container:)/.test(networkMode.text);
}
