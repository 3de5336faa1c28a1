import type { PythonText } from '../syntax/python-scan-tree.ts';
import { mayHaveVariable, type MlflowPeer } from './mlflow-peer.ts';
import { expandVariables, findVariable } from './mlflow-server.ts';
import type { TrackingServer } from './mlflow-tracking-server.ts';
import type { ScalarTextLike, Service } from './project.ts';
import {
  getServiceNames,
  isLoopback,
  parseUrlAddress,
  type UrlAddress,
} from './service-address.ts';
import type { StartedCommand, StartedWord } from './started-commands.ts';

/** A service whose tracking URI leads to a server of the same file set, or is meant to. */
export interface TrackingClient {
  readonly peer: MlflowPeer;
  readonly service: Service;
  readonly server: TrackingServer;
  readonly uri: ScalarTextLike;
}

const trackingVariables: readonly string[] = ['MLFLOW_TRACKING_URI', 'MLFLOW_REGISTRY_URI'];

export function findTrackingClients(
  peers: readonly MlflowPeer[],
  servers: readonly TrackingServer[],
): readonly TrackingClient[] {
  if (servers.length === 0) return [];
  return peers.flatMap((peer) => {
    // What the program says itself wins over its environment.
    const [uri] = [...findTrackingUris(peer), ...findAddressVariables(peer, servers)];
    const server = uri === undefined ? undefined : findServerOf(uri.text, servers);
    if (uri === undefined || server === undefined || server.peer === peer) return [];
    return [{ peer, service: peer.service, server, uri }];
  });
}

/** The addresses that a service's programs have for MLflow's server; what wins stands first. */
export function findTrackingUris(peer: MlflowPeer): readonly ScalarTextLike[] {
  const uris = [
    ...findProgramUris(peer),
    ...trackingVariables.flatMap((name) => findPeerVariable(peer, name) ?? []),
  ];
  return uris.filter(
    (uri, index) =>
      uris.findIndex(({ at }) => at.file === uri.at.file && at.start === uri.at.start) === index,
  );
}

/** The same, and what the environment says although the program does not listen to it. */
export function findWrittenUris(peer: MlflowPeer): readonly ScalarTextLike[] {
  const variables = peer.service.environment.flatMap(({ name, value }) =>
    trackingVariables.includes(name) && value !== undefined ? [value] : [],
  );
  const places = new Set(variables.map(({ at }) => `${at.file}:${at.start}`));
  const others = findTrackingUris(peer).filter(({ at }) => !places.has(`${at.file}:${at.start}`));
  return [...variables, ...others];
}

/** The address as it is meant: without a scheme it is taken for that of a server, too. */
export function parseTrackingAddress(uri: string): UrlAddress | undefined {
  return parseUrlAddress(/^[\w.-]+:\d{2,5}(?:\/|$)/.test(uri) ? `http://${uri}` : uri);
}

/** True for an address that leads a program to its own machine; as a place to call, 0.0.0.0 is one of them. */
export function isOwnAddress(host: string): boolean {
  return isLoopback(host) || host === '0.0.0.0';
}

/** Whoever names its own machine means the one server that there is. */
function findServerOf(uri: string, servers: readonly TrackingServer[]): TrackingServer | undefined {
  const host = parseTrackingAddress(uri)?.host;
  if (host === undefined) return undefined;
  const named = servers.find(({ service }) => getServiceNames(service).includes(host));
  const isMeant = isOwnAddress(host) || host === 'host.docker.internal';
  return named ?? (isMeant && servers.length === 1 ? servers[0] : undefined);
}

function findProgramUris(peer: MlflowPeer): readonly ScalarTextLike[] {
  return peer.sources.flatMap(({ mlflow, environmentWrites }) => [
    ...mlflow.flatMap(({ values }) =>
      ['uri', 'tracking_uri'].flatMap((name) => resolveText(peer, values.get(name)) ?? []),
    ),
    ...environmentWrites.flatMap(({ name, value, isForced }) =>
      trackingVariables.includes(name) && isForced ? (resolveText(peer, value) ?? []) : [],
    ),
  ]);
}

/** What a value of a program is in this service; a default counts where the service does not set the variable. */
function resolveText(peer: MlflowPeer, value: PythonText | undefined): ScalarTextLike | undefined {
  if (value === undefined) return undefined;
  const { text, variable, at, isKnown } = value;
  if (variable === undefined) {
    return text === undefined || !isKnown ? undefined : { text, at, isKnown };
  }
  // The variable is only a part of it.
  if (text?.includes('{') === true) return undefined;
  const given = findPeerVariable(peer, variable);
  if (given !== undefined) return given;
  if (text === undefined || mayHaveVariable(peer, [variable])) return undefined;
  return { text, at, isKnown: true };
}

/** A variable as the programs of a service have it: set by its start script, by Compose, or by its image. */
function findPeerVariable(peer: MlflowPeer, name: string): ScalarTextLike | undefined {
  const lookUp = (other: string): ScalarTextLike | undefined => findVariable(peer.service, other);
  for (const command of peer.commands) {
    const set = findAssignment(command, name);
    if (set !== undefined) return expandVariables(set, lookUp);
  }
  return lookUp(name);
}

/** `NAME=value` before a program, or behind `export`. */
function findAssignment(
  { words, assignments = [], isShell }: StartedCommand,
  name: string,
): ScalarTextLike | undefined {
  if (!isShell) return undefined;
  const isExport = words[0]?.text === 'export';
  const places: readonly StartedWord[] = isExport ? words.slice(1) : assignments;
  const found = places.find(({ text }) => text.startsWith(`${name}=`));
  if (found === undefined) return undefined;
  const start = found.at.start + name.length + 1;
  return {
    text: found.text.slice(name.length + 1).replaceAll(/^["']|["']$/g, ''),
    at: { ...found.at, start: start < found.at.end ? start : found.at.start },
    isKnown: true,
  };
}

/** Names of their own that projects have for the address or its host; a page in a browser has other ones. */
function findAddressVariables(
  { service }: MlflowPeer,
  servers: readonly TrackingServer[],
): readonly ScalarTextLike[] {
  return service.environment.flatMap(({ name, value }): ScalarTextLike[] => {
    if (value === undefined || browserName.test(name)) return [];
    // Nobody knows the port that belongs to it.
    if (hostName.test(name) && findServerOf(`http://${value.text}`, servers) !== undefined) {
      return [{ text: `http://${value.text}`, at: value.at, isKnown: false }];
    }
    const isAddress = addressName.test(name) && /^https?:/.test(value.text);
    return isAddress && !isOwnAddress(parseUrlAddress(value.text)?.host ?? '') ? [value] : [];
  });
}

const addressName = /(?:MLFLOW|TRACKING)(?:_\w+)?_(?:URI|URL|ENDPOINT|SERVER|ADDRESS)$/;
const hostName = /^(?:MLFLOW|TRACKING)(?:_\w+)?_HOST(?:NAME)?$/;
const browserName =
  /PUBLIC|BROWSER|EXTERNAL|CORS|ORIGIN|(?:^|_)UI(?:_|$)|LINK|^VITE_|^REACT_APP_|S3|STORE|ARTIFACT|DATABASE/;
