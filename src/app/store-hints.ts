import { findMlflowServer, findVariable } from '../core/model/mlflow-server.ts';
import type { FileSet, Project, Service } from '../core/model/project.ts';
import { getServiceNames, isLoopback, parseUrlAddress } from '../core/model/service-address.ts';
import type { StoreHint } from './tracking/discover-stores.ts';

/** Where the MLflow stores of a workspace folder may be: files in it, and what its services and `.env` speak of. */
export function findStoreHints(
  root: string,
  project: Project,
  active: FileSet | undefined,
): readonly StoreHint[] {
  const texts = [
    ...findStoreFiles(project),
    ...findServers(active),
    ...findTrackingUris(project, active),
  ];
  return texts.map(({ text, origin }) => ({ text, folder: root, origin }));
}

interface Hint {
  readonly text: string;
  readonly origin: string;
}

const defaultPort = 5000;
const trackingVariable = 'MLFLOW_TRACKING_URI';

/** What lies in an `mlruns` is never listed, as it may be endless; its name is the sign. */
function findStoreFiles({ snapshot }: Project): readonly Hint[] {
  const { files, opaqueFolders = new Set<string>() } = snapshot;
  const databases = [...files.keys()].filter((path) => /(?:^|\/)mlflow\.db$/.test(path));
  const folders = [...opaqueFolders].filter((path) => /(?:^|\/)mlruns$/.test(path));
  return [...databases, ...folders].map((text) => ({ text, origin: 'workspace' }));
}

function findServers(active: FileSet | undefined): readonly Hint[] {
  return (active?.services ?? []).flatMap((service) => {
    const text = findMlflowServer(service) === undefined ? undefined : findAddress(service);
    return text === undefined ? [] : [{ text, origin: `service ${service.name}` }];
  });
}

/** A server's address as this machine sees it: through the port that its container publishes. */
function findAddress(service: Service): string | undefined {
  const option = findMlflowServer(service)?.findOption(['--port', '-p'], ['MLFLOW_PORT']);
  const port = Number(option?.text ?? defaultPort);
  const published =
    service.ports.find(({ target }) => target?.first === port)?.published ??
    service.ports[0]?.published;
  return published === undefined ? undefined : `http://localhost:${published.first}`;
}

function findTrackingUris(project: Project, active: FileSet | undefined): readonly Hint[] {
  const services = active?.services ?? [];
  const inServices = services.flatMap((service) => {
    const uri = findVariable(service, trackingVariable);
    if (uri?.isKnown !== true) return [];
    const text = toOutside(uri.text, services);
    return text === undefined ? [] : [{ text, origin: `service ${service.name}` }];
  });
  const inEnvironmentFile = (project.dotenvFiles.get('.env')?.items ?? [])
    .filter(({ name, value }) => name === trackingVariable && value !== undefined)
    .map(({ value = '' }) => ({ text: toOutside(value, services) ?? value, origin: '.env' }));
  return [...inServices, ...inEnvironmentFile];
}

/** A URI that holds inside a container, as this machine would write it; undefined where it means nothing outside. */
function toOutside(uri: string, services: readonly Service[]): string | undefined {
  const address = parseUrlAddress(uri);
  // A path in a container is not a path here.
  if (address === undefined || !/^https?$/.test(address.scheme)) return undefined;
  if (isLoopback(address.host)) return undefined;
  const server = services.find((service) => getServiceNames(service).includes(address.host));
  return server === undefined ? uri : findAddress(server);
}
