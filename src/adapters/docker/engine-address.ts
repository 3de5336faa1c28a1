import { EngineError } from '../../ports/engine-error.ts';

/** Where an engine listens. */
export type EngineAddress =
  /** A Unix socket, or a named pipe of Windows as `//./pipe/name`. */
  | { readonly kind: 'socket'; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls?: TlsMaterial;
    }
  | { readonly kind: 'ssh'; readonly url: string };

/** PEM texts; `verify` false accepts whoever answers, which a context may ask for. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly verify: boolean;
}

const plainPort = 2375;
const tlsPort = 2376;

/** Reads what `DOCKER_HOST` and contexts hold. A word without a scheme is a tcp address, as for the docker program. */
export function parseEngineAddress(text: string, tls?: TlsMaterial): EngineAddress {
  const trimmed = text.trim();
  const scheme = /^([a-z]+):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === 'unix' || scheme === 'npipe') {
    return { kind: 'socket', path: socketPath(scheme, trimmed.slice(scheme.length + 3)) };
  }
  if (scheme === 'ssh') return { kind: 'ssh', url: trimmed };
  if (scheme === undefined || ['tcp', 'http', 'https'].includes(scheme)) {
    return tcpAddress(scheme ?? 'tcp', trimmed, tls);
  }
  throw new EngineError('invalid', `"${trimmed}" is no address of an engine.`);
}

/** The address as the docker program takes it. */
export function formatEngineAddress(address: EngineAddress): string {
  if (address.kind === 'ssh') return address.url;
  if (address.kind === 'tcp') return `tcp://${bracketed(address.host)}:${address.port}`;
  return isPipe(address.path) ? `npipe://${address.path}` : `unix://${address.path}`;
}

function socketPath(scheme: string, rest: string): string {
  if (scheme === 'unix') return rest === '' ? '/var/run/docker.sock' : rest;
  return rest === '' ? '//./pipe/docker_engine' : rest.replaceAll('\\', '/');
}

function tcpAddress(scheme: string, text: string, tls: TlsMaterial | undefined): EngineAddress {
  const rest = text.replace(/^[a-z]+:\/\//i, '');
  let url: URL;
  try {
    url = new URL(`http://${rest}`);
  } catch (cause) {
    throw new EngineError('invalid', `"${text}" is no address of an engine.`, { cause });
  }
  const isTls = tls !== undefined || scheme === 'https';
  const material = isTls ? { tls: tls ?? { verify: true } } : {};
  // URL drops the port that is the scheme's own, so ":80" must be looked up in the text.
  const port = Number(url.port || (/:80(?:\/|$)/.test(rest) ? 80 : isTls ? tlsPort : plainPort));
  return {
    kind: 'tcp',
    host: url.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port,
    ...material,
  };
}

function isPipe(path: string): boolean {
  return path.startsWith('//./pipe/') || path.startsWith('\\\\.\\pipe\\');
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
