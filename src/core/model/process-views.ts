import type { Span } from '../base/span.ts';
import type { ImagePath, ProjectImages } from './image-files.ts';
import { ServiceFiles } from './mlflow-files.ts';
import {
  findProcessTargets,
  findServiceWorkdir,
  findStageWorkdir,
  type ProcessTarget,
} from './process-targets.ts';
import type { Project, Service, Stage, Variable } from './project.ts';
import { findVariableTargets } from './program-targets.ts';
import type { PythonImages } from './python-image.ts';
import type { InstalledPackages } from './python-packages.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
  type StartedWord,
} from './started-commands.ts';

/** A process with the files that it sees. */
export interface ProcessView {
  /** The file in which the process belongs; what an image starts belongs to its Dockerfile. */
  readonly file: string;
  /** The end of the stage, or the service, for what has no place of its own. */
  readonly at: Span;
  /** Undefined for an image from elsewhere. */
  readonly stage: Stage | undefined;
  /** Undefined where it is the image by itself. */
  readonly service: Service | undefined;
  readonly commands: readonly StartedCommand[];
  readonly targets: readonly ProcessTarget[];
  readonly workdir: string | undefined;
  readonly pythonPath: string;
  readonly find: (path: string) => ImagePath;
  /** The project's file that a COPY or a mount puts at a path, also where something later may have changed it. */
  readonly findOrigin: (path: string) => string | undefined;
  readonly packages: () => InstalledPackages | undefined;
}

/** The processes of all final stages and services; one that nobody starts is among them too. */
export function findProcessViews(
  project: Project,
  { images, python }: { readonly images: ProjectImages; readonly python: PythonImages },
): readonly ProcessView[] {
  const views: ProcessView[] = [];
  const files = new ServiceFiles(project);
  for (const dockerfile of project.dockerfiles) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) continue;
    const commands = findStageCommands(stage);
    const workdir = findStageWorkdir(stage);
    views.push({
      file: dockerfile.path,
      at: stage.from.at,
      stage,
      service: undefined,
      commands,
      targets: [
        ...findProcessTargets(commands, workdir),
        ...findVariableTargets(commands, workdir, toWord(stage.variables.get('FLASK_APP'))),
      ],
      workdir,
      pythonPath: stage.variables.get('PYTHONPATH')?.value ?? '',
      // A service may mount what the image lacks, so each is asked by itself.
      find: (path) => {
        const found = images.findInStage(dockerfile, stage, path);
        if (found.kind !== 'missing') return found;
        const mounted = dockerfile.uses.map(({ service }) => images.findInService(service, path));
        return mounted.find(({ kind }) => kind !== 'missing') ?? found;
      },
      findOrigin: (path) => files.findInImage(dockerfile, stage, path),
      packages: () => python.findStagePackages(dockerfile, stage),
    });
  }
  for (const service of project.fileSets.flatMap(({ services }) => services)) {
    const stage = findServiceStage(service);
    const own = service.environment.find(({ name }) => name === 'PYTHONPATH')?.value;
    const commands = findServiceCommands(service);
    const workdir = findServiceWorkdir(service, stage);
    const app = service.environment.find(({ name }) => name === 'FLASK_APP')?.value;
    const flaskApp = app ?? toWord(stage?.variables.get('FLASK_APP'));
    views.push({
      file: service.entry.at.file,
      at: service.nameAt,
      stage,
      service,
      commands,
      targets: [
        ...findProcessTargets(commands, workdir),
        ...findVariableTargets(commands, workdir, flaskApp),
      ],
      workdir,
      pythonPath: own?.text ?? stage?.variables.get('PYTHONPATH')?.value ?? '',
      find: (path) => images.findInService(service, path),
      findOrigin: (path) => files.find(service, path),
      packages: () => python.findServicePackages(service),
    });
  }
  return views;
}

function toWord(variable: Variable | undefined): StartedWord | undefined {
  return variable?.value === undefined ? undefined : { text: variable.value, at: variable.at };
}
