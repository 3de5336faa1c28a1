import { EngineError } from '../../ports/engine-error.ts';
import { parseEngineAddress } from './engine-address.ts';
import type { EngineAddress, TlsMaterial } from './engine-address.ts';

/** What finding an engine may look at. Everything is handed in, so that every platform can be tested on every other. */
export interface EngineSurroundings {
  /** Address or context name from our own setting; empty or absent where it is not set. */
  readonly setting?: { readonly host?: string; readonly context?: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Text of a file, or `undefined` where there is none. */
  readFile(path: string): Promise<string | undefined>;
  /** Lower-case hexadecimal SHA-256 of a text. */
  sha256(text: string): string;
}

export interface FoundEngine {
  readonly address: EngineAddress;
  /** Name of the context; `default` where none was used. */
  readonly context: string;
}

/** The engine that the docker program would talk to here, unless our own setting names another. */
export async function findEngine(surroundings: EngineSurroundings): Promise<FoundEngine> {
  const { setting, env } = surroundings;
  if (setting?.host) return { address: parseEngineAddress(setting.host), context: 'default' };
  if (setting?.context) return loadContext(surroundings, setting.context);
  if (env['DOCKER_HOST']) {
    const tls = await tlsOfEnvironment(surroundings);
    return { address: parseEngineAddress(env['DOCKER_HOST'], tls), context: 'default' };
  }
  if (env['DOCKER_CONTEXT']) return loadContext(surroundings, env['DOCKER_CONTEXT']);
  const current = await currentContext(surroundings);
  return current === undefined
    ? { address: defaultAddress(surroundings.platform), context: 'default' }
    : loadContext(surroundings, current);
}

function defaultAddress(platform: NodeJS.Platform): EngineAddress {
  return {
    kind: 'socket',
    path: platform === 'win32' ? '//./pipe/docker_engine' : '/var/run/docker.sock',
  };
}

async function currentContext(surroundings: EngineSurroundings): Promise<string | undefined> {
  const text = await surroundings.readFile(
    joined(surroundings, configFolder(surroundings), 'config.json'),
  );
  const config = text === undefined ? undefined : parseObject(text);
  const name = config?.['currentContext'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

async function loadContext(surroundings: EngineSurroundings, name: string): Promise<FoundEngine> {
  if (name === 'default') {
    return { address: defaultAddress(surroundings.platform), context: name };
  }
  const folder = configFolder(surroundings);
  const hash = surroundings.sha256(name);
  const path = joined(surroundings, folder, 'contexts', 'meta', hash, 'meta.json');
  const text = await surroundings.readFile(path);
  if (text === undefined) {
    throw new EngineError('invalid', `The Docker context "${name}" does not exist.`);
  }
  const endpoint = objectAt(objectAt(parseObject(text), 'Endpoints'), 'docker');
  const host = endpoint?.['Host'];
  if (typeof host !== 'string') {
    throw new EngineError('invalid', `The Docker context "${name}" names no engine.`);
  }
  const tlsFolder = joined(surroundings, folder, 'contexts', 'tls', hash, 'docker');
  const tls = await loadTls(surroundings, tlsFolder, endpoint?.['SkipTLSVerify'] !== true);
  return { address: parseEngineAddress(host, tls), context: name };
}

/** `DOCKER_TLS_VERIFY` counts as set whatever it holds, as for the docker program; `DOCKER_TLS` asks for TLS without a check. */
async function tlsOfEnvironment(
  surroundings: EngineSurroundings,
): Promise<TlsMaterial | undefined> {
  const { env } = surroundings;
  const verify = Boolean(env['DOCKER_TLS_VERIFY']);
  if (!verify && !env['DOCKER_TLS']) return undefined;
  const folder = env['DOCKER_CERT_PATH'] || configFolder(surroundings);
  return (await loadTls(surroundings, folder, verify)) ?? { verify };
}

async function loadTls(
  surroundings: EngineSurroundings,
  folder: string,
  verify: boolean,
): Promise<TlsMaterial | undefined> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((file) =>
      surroundings.readFile(joined(surroundings, folder, file)),
    ),
  );
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    verify,
  };
}

function configFolder(surroundings: EngineSurroundings): string {
  return surroundings.env['DOCKER_CONFIG'] || joined(surroundings, surroundings.home, '.docker');
}

function joined(surroundings: EngineSurroundings, ...parts: readonly string[]): string {
  return parts.join(surroundings.platform === 'win32' ? '\\' : '/');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    // A broken file of the user's is as good as none; the engine's own programs say so themselves.
    return undefined;
  }
}

function objectAt(
  value: Readonly<Record<string, unknown>> | undefined,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  return asObject(value?.[key]);
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
