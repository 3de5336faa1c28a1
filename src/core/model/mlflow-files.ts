import { relativeTo } from '../base/project-path.ts';
import { findContextFolders } from './context-folders.ts';
import { findCopySources } from './copy-sources.ts';
import { FileTree } from './file-tree.ts';
import type { Dockerfile, Service, Stage } from './project.ts';
import { ImageFiles, matchPaths, resolveInImage } from './python-image-files.ts';
import type { PythonProject } from './python-image.ts';
import { findServiceStage } from './started-commands.ts';

/** Which file of the project stands at a path of a service's container. Remembers what it read. */
export class ServiceFiles {
  readonly #project: PythonProject;
  readonly #images = new Map<Dockerfile, ImageFiles>();
  #tree: FileTree | undefined;

  constructor(project: PythonProject) {
    this.#project = project;
  }

  /** Undefined where no mount and no COPY brings a file of the project there. */
  find(service: Service, imagePath: string): string | undefined {
    const mounted = findMounted(service, imagePath);
    if (mounted !== undefined) return mounted;
    const stage = findServiceStage(service);
    const dockerfile = service.build?.file;
    if (stage === undefined || dockerfile === undefined) return undefined;
    return this.findInImage(dockerfile, stage, imagePath);
  }

  findInImage(dockerfile: Dockerfile, stage: Stage, imagePath: string): string | undefined {
    const image = this.#imageOf(dockerfile);
    const { path } = image.findOrigin(stage, imagePath, undefined);
    if (path !== undefined || findStageWorkdir(stage) !== '/') return path;
    // Without a WORKDIR the files of an image say only that they lie in the base's, which is the root here.
    const relative = resolveInImage(undefined, imagePath.slice(1));
    return image.findOrigin(stage, relative, undefined).path;
  }

  #imageOf(dockerfile: Dockerfile): ImageFiles {
    const known = this.#images.get(dockerfile);
    if (known !== undefined) return known;
    const { snapshot } = this.#project;
    const tree = (this.#tree ??= new FileTree(snapshot));
    const [context] = findContextFolders(dockerfile, findCopySources(dockerfile), tree);
    const [written] = dockerfile.contexts;
    const image = new ImageFiles(dockerfile, context ?? written ?? unknownContext, {
      hasFile: (path) => snapshot.files.has(path),
      hasFolder: (path) => tree.isFolder(path),
      findMatches: (pattern) => matchPaths(pattern, snapshot.files.keys()),
    });
    this.#images.set(dockerfile, image);
    return image;
  }
}

const unknownContext = { folder: '', ignoreFile: undefined };

/** The working directory of a service's process; undefined where the base image decides. */
export function findServiceWorkdir(service: Service): string | undefined {
  const own = service.value.entries.get('working_dir')?.value;
  if (own !== undefined) {
    const isPlain = own.kind === 'scalar' && own.text.startsWith('/') && !own.text.includes('$');
    return isPlain ? own.text : undefined;
  }
  const stage = findServiceStage(service);
  if (stage !== undefined) return findStageWorkdir(stage);
  const { repository } = service.image ?? {};
  return service.build === undefined && rootedImage.test(repository ?? '') ? '/' : undefined;
}

/** Images that set no working directory. */
const rootedImage = /(?:^|\/)(?:mlflow\/mlflow|python)$/;

/** The working directory of what an image starts. */
export function findStageWorkdir(stage: Stage): string | undefined {
  const last = stage.instructions.at(-1);
  if (last === undefined) {
    if (stage.parent !== undefined) return findStageWorkdir(stage.parent);
    return rootedImage.test(stage.base?.repository ?? '') ? '/' : undefined;
  }
  if (last.instruction.keyword === 'WORKDIR') {
    const written = last.instruction.words[0]?.text ?? '$';
    if (/[$"'\\]/.test(written)) return undefined;
    if (!written.startsWith('/') && last.workdir === undefined) return undefined;
    return resolveInImage(last.workdir, written);
  }
  if (last.workdir !== undefined) return last.workdir;
  return hasWorkdir(stage) || !rootedImage.test(baseOf(stage)) ? undefined : '/';
}

function hasWorkdir(stage: Stage): boolean {
  const isSet = stage.instructions.some(({ instruction }) => instruction.keyword === 'WORKDIR');
  return isSet || (stage.parent !== undefined && hasWorkdir(stage.parent));
}

function baseOf(stage: Stage): string {
  return stage.parent === undefined ? (stage.base?.repository ?? '') : baseOf(stage.parent);
}

/** The project's file at a path that a bind mount covers. */
function findMounted(service: Service, imagePath: string): string | undefined {
  for (const { kind, sourcePath, target } of service.mounts) {
    if (kind !== 'bind' || sourcePath === undefined) continue;
    const below = relativeTo(target.replace(/\/+$/, '').slice(1), imagePath.slice(1));
    if (below === undefined) continue;
    return below === '' || sourcePath === '' ? sourcePath + below : `${sourcePath}/${below}`;
  }
  return undefined;
}
