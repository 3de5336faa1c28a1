import type { PythonFacts } from '../syntax/python-scan-tree.ts';
import { findVariable } from './mlflow-server.ts';
import type { Service } from './project.ts';
import type { InstalledPackage, InstalledPackages } from './python-packages.ts';
import type { StartedCommand } from './started-commands.ts';

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
