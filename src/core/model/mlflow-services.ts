import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import { findServiceWorkdir, findStageWorkdir, ServiceFiles } from './mlflow-files.ts';
import { followScripts } from './mlflow-scripts.ts';
import {
  findMlflowServer,
  findStageMlflowServer,
  findVariable,
  type MlflowServer,
} from './mlflow-server.ts';
import { findProgramSources } from './mlflow-sources.ts';
import { parseStore, type MlflowStore } from './mlflow-store.ts';
import type { Dockerfile, FileSet, ScalarTextLike, Service } from './project.ts';
import { PythonImages, type PythonProject } from './python-image.ts';
import type { InstalledPackage, InstalledPackages } from './python-packages.ts';
import { comparePublicVersions, parseVersion, type PythonVersion } from './python-version.ts';
import { getServiceNames, parseUrlAddress } from './service-address.ts';
import { findServiceCommands, findStageCommands, type StartedCommand } from './started-commands.ts';

/** A service of a file set as MLflow sees it. What is asked of it is worked out once. */
export class MlflowPeer {
  readonly service: Service;
  /** Also what start scripts of the project start. */
  readonly commands: readonly StartedCommand[];
  readonly #read: PeerReader;
  #packages: { readonly value: InstalledPackages | undefined } | undefined;
  #sources: readonly PythonFacts[] | undefined;

  constructor(service: Service, commands: readonly StartedCommand[], read: PeerReader) {
    this.service = service;
    this.commands = commands;
    this.#read = read;
  }

  /** Undefined where neither image nor Dockerfile is known. */
  get packages(): InstalledPackages | undefined {
    this.#packages ??= { value: this.#read.packages(this.service) };
    return this.#packages.value;
  }

  /** The package `mlflow`, or `mlflow-skinny`, of its image. */
  get mlflow(): InstalledPackage | undefined {
    const found = this.packages?.packages;
    return found?.get('mlflow') ?? found?.get('mlflow-skinny');
  }

  /** The Python files of the project that it runs. */
  get sources(): readonly PythonFacts[] {
    return (this.#sources ??= this.#read.sources(this.service, this.commands));
  }
}

interface PeerReader {
  packages(service: Service): InstalledPackages | undefined;
  sources(service: Service, commands: readonly StartedCommand[]): readonly PythonFacts[];
}

/** A service that runs `mlflow server` or `mlflow ui`. */
export interface TrackingServer {
  readonly peer: MlflowPeer;
  readonly service: Service;
  readonly server: MlflowServer;
  readonly workdir: string | undefined;
  /** The option or variable; undefined where the default rules, which is a folder in the working directory. */
  readonly backendUri: ScalarTextLike | undefined;
  /** Undefined where the URI is not known. */
  readonly backend: MlflowStore | undefined;
  readonly artifactRoot: ScalarTextLike | undefined;
  readonly artifactsDestination: ScalarTextLike | undefined;
  /** Where the server itself puts artifacts; undefined where that is not known or not said. */
  readonly destination: MlflowStore | undefined;
  /** Whether clients may hand artifacts to the server; the default depends on the version. */
  readonly servesArtifacts: boolean;
  /** What clients get for the artifacts of a new experiment; undefined where it is not known. */
  readonly clientRoot: MlflowStore | undefined;
}

/** A server that an image starts. */
export interface ImageServer {
  readonly server: MlflowServer;
  readonly packages: InstalledPackages;
}

/** A service whose tracking URI leads to a server of the same file set. */
export interface TrackingClient {
  readonly peer: MlflowPeer;
  readonly service: Service;
  readonly server: TrackingServer;
  readonly uri: ScalarTextLike;
}

export interface MlflowStack {
  readonly servers: readonly TrackingServer[];
  readonly clients: readonly TrackingClient[];
  /** All services, the servers and clients among them. */
  readonly peers: readonly MlflowPeer[];
}

/** What a project's services have to do with MLflow. Remembers what it worked out. */
export class MlflowModel {
  readonly #project: PythonProject;
  readonly #images: PythonImages;
  readonly #files: ServiceFiles;
  readonly #stacks = new Map<FileSet, MlflowStack>();

  constructor(project: PythonProject) {
    this.#project = project;
    this.#images = new PythonImages(project);
    this.#files = new ServiceFiles(project);
  }

  findStack(fileSet: FileSet): MlflowStack {
    const known = this.#stacks.get(fileSet);
    if (known !== undefined) return known;
    const peers = fileSet.services.map((service) => this.#toPeer(service));
    const servers = peers.flatMap((peer) => toServer(peer) ?? []);
    const clients = servers.length === 0 ? [] : peers.flatMap((peer) => toClient(peer, servers));
    const stack = { servers, clients, peers };
    this.#stacks.set(fileSet, stack);
    return stack;
  }

  /** The server that an image starts by itself, where no service of the project runs it. */
  findImageServer(dockerfile: Dockerfile): ImageServer | undefined {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined || dockerfile.uses.length > 0) return undefined;
    const commands = followScripts(findStageCommands(stage), {
      workdir: findStageWorkdir(stage),
      snapshot: this.#project.snapshot,
      findFile: (path) => this.#files.findInImage(dockerfile, stage, path),
    });
    const server = findStageMlflowServer(stage, commands);
    if (server === undefined) return undefined;
    return { server, packages: this.#images.findStagePackages(dockerfile, stage) };
  }

  /** True where a file uses a variable, or where nobody can say that none does. */
  isMentioned(variable: string): boolean {
    const word = variable.toLowerCase();
    for (const [path, text] of this.#project.snapshot.files) {
      // Sources that were not read may use anything.
      if (text === undefined) {
        if (/\.(?:py|sh|ipynb)$/.test(path)) return true;
      } else if (/\.(?:ya?ml|env)$|(?:^|\/)\.env|ockerfile/.test(path)) {
        if (text.includes(`$${variable}`) || text.includes(`\${${variable}`)) return true;
      } else if (text.toLowerCase().includes(word)) return true;
    }
    return false;
  }

  #toPeer(service: Service): MlflowPeer {
    const files = this.#files;
    const { snapshot, python } = this.#project;
    const commands = followScripts(findServiceCommands(service), {
      workdir: findServiceWorkdir(service),
      snapshot,
      findFile: (path) => files.find(service, path),
    });
    return new MlflowPeer(service, commands, {
      packages: (one) => this.#images.findServicePackages(one),
      sources: (one, commands) => findProgramSources(one, commands, { files, python }),
    });
  }
}

/** False also where the version is not known. */
export function isAtLeast(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order >= 0);
}

/** False also where the version is not known. */
export function isBefore(mlflow: InstalledPackage | undefined, version: string): boolean {
  return compareTo(mlflow?.version, version, (order) => order < 0);
}

function compareTo(
  known: PythonVersion | undefined,
  version: string,
  judge: (order: number) => boolean,
): boolean {
  const wanted = parseVersion(version);
  if (known === undefined || wanted === undefined) return false;
  return judge(comparePublicVersions(known, wanted));
}

/** True where variables may be set that nobody sees: an env file that is not there, or values of the shell. */
export function hasUnseenVariables({ envFiles }: Service): boolean {
  return envFiles.some(({ file }) => file === undefined);
}

/** True where the container may have a variable, also one whose value is not known. */
export function mayHaveVariable(peer: MlflowPeer, names: readonly string[]): boolean {
  const { service } = peer;
  if (hasUnseenVariables(service)) return true;
  const isSet = (name: string): boolean =>
    peer.commands.some(({ words, assignments = [] }) =>
      [...words, ...assignments].some(({ text }) => text.startsWith(`${name}=`)),
    );
  return names.some(
    (name) =>
      service.environment.some((item) => item.name === name) ||
      findVariable(service, name) !== undefined ||
      isSet(name) ||
      peer.sources.some(({ environmentWrites }) =>
        environmentWrites.some((write) => write.name === name),
      ),
  );
}

function toServer(peer: MlflowPeer): TrackingServer | undefined {
  const server = findMlflowServer(peer.service, peer.commands);
  if (server === undefined) return undefined;
  const workdir = findServiceWorkdir(peer.service);
  const backendUri = server.findOption(['--backend-store-uri'], ['MLFLOW_BACKEND_STORE_URI']);
  const backend = toStore(backendUri, workdir);
  const artifactRoot = server.findOption(
    ['--default-artifact-root'],
    ['MLFLOW_DEFAULT_ARTIFACT_ROOT'],
  );
  const artifactsDestination = server.findOption(
    ['--artifacts-destination'],
    ['MLFLOW_ARTIFACTS_DESTINATION'],
  );
  const servesArtifacts = isServing(server, peer);
  return {
    peer,
    service: peer.service,
    server,
    workdir,
    backendUri,
    backend,
    artifactRoot,
    artifactsDestination,
    destination: toStore(artifactsDestination, workdir),
    servesArtifacts,
    clientRoot:
      artifactRoot !== undefined
        ? toStore(artifactRoot, workdir)
        : servesArtifacts
          ? { kind: 'proxy' }
          : parseStore('./mlruns', workdir),
  };
}

function toClient(peer: MlflowPeer, servers: readonly TrackingServer[]): readonly TrackingClient[] {
  const uri = findVariable(peer.service, 'MLFLOW_TRACKING_URI');
  const address = uri === undefined ? undefined : parseUrlAddress(uri.text);
  if (uri === undefined || address === undefined) return [];
  const server = servers.find(({ service }) => getServiceNames(service).includes(address.host));
  if (server === undefined || server.service === peer.service) return [];
  return [{ peer, service: peer.service, server, uri }];
}

function toStore(
  uri: ScalarTextLike | undefined,
  workdir: string | undefined,
): MlflowStore | undefined {
  return uri?.isKnown === true ? parseStore(uri.text, workdir) : undefined;
}

function isServing(server: MlflowServer, peer: MlflowPeer): boolean {
  if (server.hasFlag('--no-serve-artifacts')) return false;
  if (server.hasFlag('--serve-artifacts')) return true;
  const variable = server.findOption([], ['MLFLOW_SERVE_ARTIFACTS']);
  if (variable?.isKnown === true) return !/^(?:false|0|no|off)$/i.test(variable.text);
  return !isBefore(peer.mlflow, '2.0');
}
