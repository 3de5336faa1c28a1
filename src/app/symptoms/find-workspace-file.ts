import { joinPath, folderOf, nameOf } from '../../core/base/project-path.ts';
import { expandWord } from '../../core/model/dockerfile-variables.ts';
import type { Dockerfile, Project, Service, Stage } from '../../core/model/project.ts';
import { findServiceStage } from '../../core/model/started-commands.ts';

/** What a path in a container is looked up in. */
export interface WorkspaceService {
  readonly project: Project;
  readonly service: Service;
}

/**
 * The file of the project that a service's container has at an absolute path: through its bind mounts, else through
 * COPY and ADD of its image. Undefined for files of the image, of volumes and of stages that cannot be read.
 */
export function findWorkspaceFile(
  path: string,
  { project, service }: WorkspaceService,
): string | undefined {
  const mount = service.mounts
    .filter(({ target }) => isBelow(path, target))
    .toSorted((left, right) => right.target.length - left.target.length)[0];
  if (mount !== undefined) {
    if (mount.sourcePath === undefined) return undefined;
    return existing(project, joinPath(mount.sourcePath, tailOf(path, mount.target)));
  }
  const stage = findServiceStage(service);
  const file = service.build?.file;
  const context = service.build?.context;
  if (stage === undefined || file === undefined || context === undefined) return undefined;
  return findInStage(path, stage, { project, file, context });
}

interface Image {
  readonly project: Project;
  readonly file: Dockerfile;
  /** Folder of the build context, relative to the project root. */
  readonly context: string;
}

/** Later instructions lie over earlier ones, and a stage over its parent. */
function findInStage(path: string, stage: Stage, image: Image): string | undefined {
  for (const item of stage.instructions.toReversed()) {
    const { copy, workdir } = item;
    if (copy === undefined) continue;
    const expand = (text: string): string | undefined => {
      const find = (name: string): string | undefined => item.variables.get(name)?.value;
      const word = expandWord(text, image.file.tree.escape, find);
      return word.isKnown ? word.text : undefined;
    };
    const written = expand(copy.destination.text);
    const destination = written === undefined ? undefined : toAbsolutePath(written, workdir);
    if (destination === undefined || !isBelow(path, destination)) continue;
    for (const { text } of copy.sources) {
      const source = expand(text);
      if (source === undefined) continue;
      const found = findInSource(source, tailOf(path, destination), copy.from, image);
      if (found !== undefined) return found;
    }
  }
  return stage.parent === undefined ? undefined : findInStage(path, stage.parent, image);
}

/** `tail` is what is left of the path behind the destination; '' where the destination itself is meant. */
function findInSource(
  source: string,
  tail: string,
  from: string | undefined,
  image: Image,
): string | undefined {
  const candidates = tail === '' ? [] : [`${source}/${tail}`];
  // A file takes the destination's name, or lies in it under its own.
  if (tail === '' || tail === nameOf(source)) candidates.push(source);
  if (nameOf(source).includes('*') && fitsPattern(tail, nameOf(source))) {
    candidates.push(`${folderOf(source)}/${tail}`);
  }
  for (const candidate of candidates) {
    const found =
      from === undefined
        ? existing(image.project, joinPath(image.context, candidate.replace(/^\/+/, '')))
        : findInOtherStage(candidate, from, image);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findInOtherStage(path: string, from: string, image: Image): string | undefined {
  const stage = image.file.stages.find(
    ({ name, index }) => name?.toLowerCase() === from.toLowerCase() || String(index) === from,
  );
  const absolute = toAbsolutePath(path, '/');
  if (stage === undefined || absolute === undefined) return undefined;
  return findInStage(absolute, stage, image);
}

function fitsPattern(tail: string, pattern: string): boolean {
  const [begin = '', ...rest] = pattern.split('*');
  const end = rest.at(-1) ?? '';
  return !tail.includes('/') && tail.startsWith(begin) && tail.endsWith(end);
}

function existing(project: Project, path: string | undefined): string | undefined {
  return path !== undefined && project.paths.hasFile(path) ? path : undefined;
}

/** Undefined where the folder of the image is unknown. */
export function toAbsolutePath(path: string, folder: string | undefined): string | undefined {
  if (path.startsWith('/')) return normalize(path);
  return folder === undefined ? undefined : normalize(`${folder}/${path}`);
}

function normalize(path: string): string {
  return `/${joinPath('', path.replace(/^\/+/, '')) ?? ''}`;
}

function isBelow(path: string, folder: string): boolean {
  const trimmed = folder.replace(/\/+$/, '');
  return path === trimmed || path.startsWith(`${trimmed}/`);
}

function tailOf(path: string, folder: string): string {
  return path.slice(folder.replace(/\/+$/, '').length + 1);
}
