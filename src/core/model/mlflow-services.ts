import { findServiceWorkdir, findStageWorkdir, ServiceFiles } from './mlflow-files.ts';
import { findTrackingClients, type TrackingClient } from './mlflow-clients.ts';
import { MlflowPeer } from './mlflow-peer.ts';
import { followScripts } from './mlflow-scripts.ts';
import { findStageMlflowServer, type MlflowServer } from './mlflow-server.ts';
import { findProgramSources } from './mlflow-sources.ts';
import { findTrackingServer, type TrackingServer } from './mlflow-tracking-server.ts';
import type { Dockerfile, FileSet, Service } from './project.ts';
import { PythonImages, type PythonProject } from './python-image.ts';
import type { InstalledPackages } from './python-packages.ts';
import { findServiceCommands, findStageCommands } from './started-commands.ts';

/** A server that an image starts. */
export interface ImageServer {
  readonly server: MlflowServer;
  readonly packages: InstalledPackages;
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
    const servers = peers.flatMap((peer) => findTrackingServer(peer) ?? []);
    const clients = findTrackingClients(peers, servers);
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
