import { relativeTo } from '../base/project-path.ts';
import type { Span } from '../base/span.ts';
import { findPathFolders } from './environment-path.ts';
import { findContextFolders } from './context-folders.ts';
import { findCopySources } from './copy-sources.ts';
import { FileTree } from './file-tree.ts';
import type {
  Dockerfile,
  ImageReference,
  Project,
  Service,
  Stage,
  StageInstruction,
} from './project.ts';
import { baseImages } from './python-base-images.data.ts';
import { ImageFiles, matchPaths, resolveInImage, type ContextFiles } from './python-image-files.ts';
import { readInstallCommands } from './python-install-commands.ts';
import { applyInstall, type InstallPlace } from './python-install-effects.ts';
import { PackageList, toPinned, type InstalledPackages } from './python-packages.ts';
import type { PythonModel } from './python-project.ts';
import { findServiceStage } from './started-commands.ts';

/** A project whose Python files can be asked. */
export type PythonProject = Pick<Project, 'snapshot'> & { readonly python: PythonModel };

/** Which packages the images of a project hold. Keep one for all questions about one project: it remembers. */
export class PythonImages {
  readonly #project: PythonProject;
  readonly #readers = new Map<Dockerfile, Map<string, StagePackages>>();
  #tree: FileTree | undefined;

  constructor(project: PythonProject) {
    this.#project = project;
  }

  /** The packages of a stage at its end. */
  findStagePackages(dockerfile: Dockerfile, stage: Stage): InstalledPackages {
    return this.#readerOf(dockerfile).read(stage).toResult();
  }

  /**
   * The packages that a service's process sees: those of its image, and what its command installs before it starts.
   * Undefined for a service with neither a known image nor a Dockerfile of the project.
   */
  findServicePackages(service: Service): InstalledPackages | undefined {
    const stage = findServiceStage(service);
    const dockerfile = service.build?.file;
    if (service.build !== undefined && (stage === undefined || dockerfile === undefined)) {
      return undefined;
    }
    if (stage === undefined && service.image === undefined) return undefined;
    const list =
      stage === undefined || dockerfile === undefined
        ? readBase(service.image, service.nameAt)
        : new PackageList(this.#readerOf(dockerfile, service.build).read(stage));
    for (const line of [service.entrypoint, service.command]) {
      if (line?.script === undefined) continue;
      const place = this.#placeOfService(service, stage);
      for (const command of readInstallCommands(line.script, () => undefined)) {
        applyInstall(command, place, list);
      }
    }
    return list.toResult();
  }

  #placeOfService(service: Service, stage: Stage | undefined): InstallPlace {
    const dockerfile = service.build?.file;
    const files = dockerfile === undefined ? undefined : this.#readerOf(dockerfile).files;
    return {
      python: this.#project.python,
      workdir: stage?.instructions.at(-1)?.workdir,
      findVariable: (name) => stage?.variables.get(name)?.value,
      findExport: () => undefined,
      findFile: (imagePath) =>
        findMounted(service, imagePath) ??
        (stage === undefined ? undefined : files?.findOrigin(stage, imagePath, undefined).path),
    };
  }

  #readerOf(dockerfile: Dockerfile, build?: Service['build']): StagePackages {
    const args = new Map<string, string>();
    for (const [name, value] of build?.args ?? []) {
      if (value?.isKnown === true) args.set(name, value.text);
    }
    const readers = this.#readers.get(dockerfile) ?? new Map<string, StagePackages>();
    this.#readers.set(dockerfile, readers);
    const key = JSON.stringify([...args]);
    const known = readers.get(key);
    if (known !== undefined) return known;
    const { snapshot, python } = this.#project;
    const tree = (this.#tree ??= new FileTree(snapshot));
    const contexts: ContextFiles = {
      hasFile: (path) => snapshot.files.has(path),
      hasFolder: (path) => tree.isFolder(path),
      findMatches: (pattern) => matchPaths(pattern, snapshot.files.keys()),
    };
    const [context] = findContextFolders(dockerfile, findCopySources(dockerfile), tree);
    const [written] = dockerfile.contexts;
    const folder = context ?? written ?? { folder: '', ignoreFile: undefined };
    const reader = new StagePackages(python, new ImageFiles(dockerfile, folder, contexts), args);
    readers.set(key, reader);
    return reader;
  }
}

/** Reads the stages of one Dockerfile, each once. */
class StagePackages {
  readonly files: ImageFiles;
  readonly #python: PythonModel;
  /** What a service gives instead of the defaults of ARG. */
  readonly #args: ReadonlyMap<string, string>;
  readonly #read = new Map<Stage, PackageList>();

  constructor(python: PythonModel, files: ImageFiles, args: ReadonlyMap<string, string>) {
    this.#python = python;
    this.#args = args;
    this.files = files;
  }

  read(stage: Stage): PackageList {
    const known = this.#read.get(stage);
    if (known !== undefined) return known;
    // In their order, so that a long chain of stages is no long chain of calls.
    for (const earlier of this.files.stages.slice(0, stage.index)) this.#readStage(earlier);
    return this.#readStage(stage);
  }

  #readStage(stage: Stage): PackageList {
    const known = this.#read.get(stage);
    if (known !== undefined) return known;
    const list =
      stage.parent === undefined
        ? readBase(stage.base, stage.from.at)
        : new PackageList(this.read(stage.parent));
    // A stage that copies from itself or from a later one finds what is there so far.
    this.#read.set(stage, list);
    for (const item of stage.instructions) this.#apply(stage, item, list);
    return list;
  }

  #apply(stage: Stage, item: StageInstruction, list: PackageList): void {
    const { keyword } = item.instruction;
    if (item.copy?.from !== undefined && keyword !== 'ONBUILD') this.#copy(item, list);
    if (keyword !== 'RUN' || item.script === undefined) return;
    // What the base image has on PATH is not known, and does not matter behind the first folder.
    const findVariable = (name: string): string | undefined =>
      name === 'PATH' ? findPathFolders(stage, '\\', item).join(':') : this.#findValue(item, name);
    const place: InstallPlace = {
      python: this.#python,
      workdir: item.workdir,
      findVariable,
      findFile: (imagePath) => this.files.findOrigin(stage, imagePath, item).path,
      findExport: (imagePath) => {
        const origin = this.files.findOrigin(stage, imagePath, item);
        const from = origin.stage === stage ? list : this.read(origin.stage);
        return from.exports.get(origin.imagePath);
      },
    };
    for (const command of readInstallCommands(item.script, findVariable)) {
      applyInstall(command, place, list);
    }
    for (const { words, at } of item.script.commands) {
      const [program, first] = words;
      if (isScript(program?.plain ?? '', first?.plain ?? '')) list.addGap('script', at);
    }
  }

  #findValue({ variables }: StageInstruction, name: string): string | undefined {
    const variable = variables.get(name);
    return (variable?.kind === 'arg' ? this.#args.get(name) : undefined) ?? variable?.value;
  }

  /** Environments that lie in what is copied come along. */
  #copy(item: StageInstruction, list: PackageList): void {
    const stage = this.files.findStage(item.copy?.from ?? '');
    for (const { source, target } of this.files.readCopy(item)) {
      const from = resolveInImage('/', source);
      if (stage === undefined) {
        if (isEnvironment(from)) list.addGap('base', item.instruction.at);
        continue;
      }
      if (stage === item.stage) continue;
      const origin = this.read(stage);
      // Where an environment is known to be in what is copied, the system's own packages are not.
      const isOwn = origin.packages.some(
        ({ location }) =>
          location !== undefined && relativeTo(from.slice(1), location.slice(1)) !== undefined,
      );
      const takesSystem = isSystem(from) || (isEnvironment(from) && !isOwn);
      let isTaken = false;
      for (const installed of origin.packages) {
        const isSystems = installed.location === undefined;
        const location = moveLocation(installed.location, from, target);
        if (isSystems ? !takesSystem : location === undefined) continue;
        isTaken = true;
        list.add({ ...installed, location, installedAt: item.instruction.at });
      }
      if (isTaken || isEnvironment(from)) {
        list.gaps.push(...origin.gaps.filter((gap) => !list.gaps.includes(gap)));
        list.isClosed &&= origin.isClosed;
      }
    }
  }
}

function readBase(image: ImageReference | undefined, at: Span): PackageList {
  const list = new PackageList();
  if (image?.text === 'scratch') return list;
  // A tag that nobody knows leaves the repository as it is.
  const known = image?.repository.includes('$') === false ? findBaseImage(image) : undefined;
  if (image === undefined || known === undefined) {
    list.addGap('base', at);
    return list;
  }
  const version = /\d+(?:\.\d+)+(?:rc\d+)?/.exec(image.tag ?? '')?.[0];
  for (const [name, kind] of Object.entries(known.packages)) {
    const place = { name, at: image.at, evidence: 'base', installedAt: at } as const;
    list.add(toPinned({ ...place, location: undefined }, kind === 'tag' ? version : undefined));
  }
  // A digest alone may be that of a fuller variant.
  const isVariant =
    image.tag === undefined && image.digest !== undefined && 'mlflow' in known.packages;
  if (!known.isComplete || isVariant || /-full(?:-|$)/.test(image.tag ?? ''))
    list.addGap('base', at);
  return list;
}

function findBaseImage({ repository }: ImageReference): (typeof baseImages)[number] | undefined {
  return baseImages.find((known) => known.repository.test(repository));
}

/** Where an environment is after a copy; undefined where the copy leaves it out. */
function moveLocation(
  location: string | undefined,
  source: string,
  target: string,
): string | undefined {
  if (location === undefined) return undefined;
  const inside = relativeTo(source.slice(1), location.slice(1));
  if (inside !== undefined) return resolveInImage(target, inside);
  return relativeTo(location.slice(1), source.slice(1)) !== undefined && isEnvironment(source)
    ? resolveInImage('/', target)
    : undefined;
}

/** A path that holds the packages of the system's own Python. */
function isSystem(path: string): boolean {
  return /^\/(?:usr(?:\/local(?:\/lib)?)?)?$|^\/usr\/.*(?:site|dist)-packages/.test(path);
}

/** A path that holds the packages of a Python: the whole system, a virtual environment, or `site-packages`. */
function isEnvironment(path: string): boolean {
  if (/^\/(?:usr(?:\/local(?:\/lib)?)?)?$/.test(path)) return true;
  return /(?:site|dist)-packages|venv|virtualenv|\/lib(?:64)?\/python3|\.local$|^\/opt\/conda/.test(
    path,
  );
}

function isScript(program: string, first: string): boolean {
  if (program === 'make' || program.endsWith('.sh')) return true;
  if (/^python[\d.]*$/.test(program) && first === 'setup.py') return true;
  return /^(?:\/bin\/)?(?:ba)?sh$/.test(program) && first.endsWith('.sh');
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
