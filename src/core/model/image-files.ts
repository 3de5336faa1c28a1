import { folderOf, joinPath, nameOf, relativeTo } from '../base/project-path.ts';
import { findContextFolders } from './context-folders.ts';
import { findCopySources } from './copy-sources.ts';
import { expandWord } from './dockerfile-variables.ts';
import { FileTree } from './file-tree.ts';
import { GitIgnore } from './git-ignore.ts';
import { findShellTrace } from './image-files-shell.ts';
import { findMountTrace, readMountFlags } from './image-files-mounts.ts';
import { isPlainBase } from './image-files-bases.ts';
import type {
  BuildContext,
  Dockerfile,
  Project,
  Service,
  Stage,
  StageInstruction,
} from './project.ts';
import { matchPaths, resolveInImage } from './python-image-files.ts';
import { findServiceStage } from './started-commands.ts';

/**
 * What is at a path of an image or container. `unknown` as soon as anything could have put something there that the
 * project's files do not tell, so that `missing` can be relied on.
 */
export type ImagePath =
  | {
      readonly kind: 'file' | 'folder';
      readonly source: string | undefined;
      /** The COPY or ADD that brings it, where one does. */
      readonly by?: StageInstruction;
    }
  | { readonly kind: 'unknown' }
  /** `ignored`: the file of the project that an ignore file keeps out. */
  | { readonly kind: 'missing'; readonly ignored?: string };

type Context = Pick<BuildContext, 'folder' | 'ignoreFile'>;

const unknown: ImagePath = { kind: 'unknown' };
/** Stages that build on and copy from each other, longer than this, are given up. */
const longest = 12;

/** The files of a project's images and containers, by paths in them. Nothing is listed: each question walks the layers. */
export class ProjectImages {
  readonly tree: FileTree;
  readonly gitIgnore: GitIgnore;
  readonly #project: Project;
  readonly #contexts = new Map<Dockerfile, readonly Context[]>();

  constructor(project: Project) {
    this.#project = project;
    this.tree = new FileTree(project.snapshot);
    this.gitIgnore = new GitIgnore(project.snapshot);
  }

  /** What a service's container has at a path, with what is mounted over its image. */
  findInService(service: Service, path: string): ImagePath {
    const mounted = findMountTrace(service, path, (place) => this.findInProject(place));
    if (mounted !== undefined) return mounted;
    const stage = findServiceStage(service);
    const dockerfile = service.build?.file;
    const folder = service.build?.context;
    if (stage === undefined || dockerfile === undefined || folder === undefined) {
      return service.build === undefined && isPlainBase(service.image, path)
        ? { kind: 'missing' }
        : unknown;
    }
    const context = dockerfile.contexts.find((one) => one.folder === folder);
    return context === undefined ? unknown : this.#find(stage, path, { context, dockerfile });
  }

  /** What a stage has at a path, as the instruction `before` sees it, or at its end. */
  findInStage(
    dockerfile: Dockerfile,
    stage: Stage,
    path: string,
    before?: StageInstruction,
  ): ImagePath {
    let missing: ImagePath | undefined;
    for (const context of this.#contextsOf(dockerfile)) {
      const found = this.#find(stage, path, { context, dockerfile, before });
      if (found.kind !== 'missing') return found;
      missing ??= found;
    }
    return missing ?? unknown;
  }

  /** What the project has at a path, as far as its files are known. */
  findInProject(path: string): ImagePath {
    if (this.#project.snapshot.isPartial) return unknown;
    if (this.#project.snapshot.files.has(path)) return { kind: 'file', source: path };
    if (this.tree.isOpaque(path)) return unknown;
    if (this.tree.isFolder(path)) return { kind: 'folder', source: path };
    return this.gitIgnore.isIgnored(path) ? unknown : { kind: 'missing' };
  }

  #contextsOf(dockerfile: Dockerfile): readonly Context[] {
    const known = this.#contexts.get(dockerfile);
    if (known !== undefined) return known;
    const sources = findCopySources(dockerfile);
    let contexts = findContextFolders(dockerfile, sources, this.tree);
    // `COPY . .` alone fits any folder: the Dockerfile's own and the root are the ones that people use.
    if (sources.length > 0 && contexts.length === 0 && sources.every(({ path }) => path === '')) {
      const root = { folder: '', ignoreFile: undefined };
      contexts =
        folderOf(dockerfile.path) === '' ? dockerfile.contexts : [...dockerfile.contexts, root];
    }
    this.#contexts.set(dockerfile, contexts);
    return contexts;
  }

  #find(stage: Stage, path: string, walk: Walk): ImagePath {
    const { before, depth = 0 } = walk;
    if (depth > longest) return unknown;
    const end = before === undefined ? -1 : stage.instructions.indexOf(before);
    const earlier = end === -1 ? stage.instructions : stage.instructions.slice(0, end);
    let ignored: string | undefined;
    const mounts = before === undefined ? [] : readMountFlags(before);
    for (const { source, target, from, isContext } of mounts) {
      if (relativeTo(target.slice(1), path.slice(1)) === undefined) continue;
      if (!isContext) return unknown;
      const copied = { item: before, source, target, isFolder: false, isMount: true, from };
      const found = this.#findCopied(copied, path, walk);
      if (found !== undefined) return found;
    }
    for (const item of earlier.toReversed()) {
      const found = this.#findMade(item, path, walk);
      if (found?.kind !== 'missing' && found !== undefined) return found;
      ignored ??= found?.ignored;
    }
    const rest = { ...walk, before: undefined, depth: depth + 1 };
    if (stage.parent !== undefined) return this.#find(stage.parent, path, rest);
    if (!isPlainBase(stage.base, path)) return unknown;
    return ignored === undefined ? { kind: 'missing' } : { kind: 'missing', ignored };
  }

  /** What one instruction puts at a path; undefined for nothing. */
  #findMade(item: StageInstruction, path: string, walk: Walk): ImagePath | undefined {
    const { keyword } = item.instruction;
    if (keyword === 'RUN') return findShellTrace(item, path);
    if (keyword === 'VOLUME') {
      const words = item.instruction.exec ?? item.instruction.words;
      const isMade = words.some(
        ({ text }) => text.includes('$') || isBelow(path, resolveInImage('/', text)),
      );
      return isMade ? { kind: 'folder', source: undefined } : undefined;
    }
    if (keyword === 'WORKDIR') {
      const folder = resolveInImage(item.workdir, item.instruction.argument.text.trim());
      if (folder.includes('$')) return unknown;
      return isBelow(path, folder) ? { kind: 'folder', source: undefined } : undefined;
    }
    const { copy } = item;
    if (copy === undefined) return undefined;
    const { escape } = walk.dockerfile.tree;
    const expand = (text: string): string | undefined => {
      const word = expandWord(text, escape, (name) => item.variables.get(name)?.value);
      return word.isKnown && word.text !== '' ? word.text : undefined;
    };
    const destination = expand(copy.destination.text);
    const isUnclear = item.instruction.flags.some(({ name }) => name === 'parents');
    if (destination === undefined || isUnclear) return unknown;
    if (item.workdir === undefined && !destination.startsWith('/')) return unknown;
    const target = resolveInImage(item.workdir, destination);
    const isNamedFolder =
      /[\\/]$/.test(destination) || copy.sources.length > 1 || /^\.*$/.test(nameOf(destination));
    const isFolder = isNamedFolder || this.#isFolderBefore(item, { path, target, walk });
    if (isBelow(path, target) && (isFolder || path !== target)) {
      return { kind: 'folder', source: undefined };
    }
    let missing: ImagePath | undefined;
    for (const word of copy.sources) {
      const source = expand(word.text);
      const copied = { item, source, target, isFolder, isMount: false, from: copy.from };
      const found = this.#findCopied(copied, path, walk);
      if (found?.kind === 'file') return { ...found, by: item };
      if (found?.kind !== 'missing' && found !== undefined) return found;
      missing ??= found;
    }
    return missing;
  }

  /** True where a file goes into a folder that is there already: `COPY a.txt /srv` behind `RUN mkdir /srv`. */
  #isFolderBefore(
    item: StageInstruction,
    { path, target, walk }: { readonly path: string; readonly target: string; readonly walk: Walk },
  ): boolean {
    if (item.stage === undefined || !path.startsWith(`${target}/`)) return false;
    if (/^\/(?:home|media|mnt|opt|root|run|srv|tmp)$/.test(target)) return true;
    const depth = (walk.depth ?? 0) + 1;
    return this.#find(item.stage, target, { ...walk, before: item, depth }).kind !== 'missing';
  }

  #findCopied(copied: Copied, path: string, walk: Walk): ImagePath | undefined {
    const { source, target, isFolder, from } = copied;
    const below = relativeTo(target.slice(1), path.slice(1));
    if (below === undefined) return undefined;
    if (source === undefined) return unknown;
    if (source.startsWith('<<')) return below === '' || isFolder ? unknown : undefined;
    if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|\.(?:tar|tgz|t?xz|gz|bz2|zst)\b/i.test(source))
      return unknown;
    if (from !== undefined) return this.#findInOtherStage(copied, from, { below, walk });
    const { folder, ignoreFile } = walk.context;
    const written = joinPath('', source.replace(/^[/\\]+/, ''));
    const place = written === undefined ? undefined : joinPath(folder, written);
    if (place === undefined) return unknown;
    const isPattern = /[*?[]/.test(place);
    const matches = isPattern ? matchPaths(place, this.#project.snapshot.files.keys()) : [place];
    let missing: ImagePath | undefined;
    for (const match of matches) {
      const found = this.#findAt(match, below, isFolder);
      if (found?.kind !== 'file' && found?.kind !== 'folder') {
        if (found !== undefined) return found;
        continue;
      }
      const inside = relativeTo(folder, found.source ?? '');
      const isIgnored = found.kind === 'file' && ignoreFile?.findMatch(inside ?? '') !== undefined;
      if (!isIgnored) return found;
      missing ??= { kind: 'missing', ignored: found.source ?? '' };
    }
    return missing;
  }

  /** What a file or folder of the context gives below the target; undefined for nothing. */
  #findAt(place: string, below: string, isFolder: boolean): ImagePath | undefined {
    const own = this.findInProject(place);
    if (own.kind === 'folder') {
      const found = this.findInProject(joinPath(place, below) ?? place);
      return found.kind === 'missing' ? undefined : found;
    }
    const name = isFolder ? nameOf(place) : '';
    if (own.kind === 'file') return below === name ? own : undefined;
    // What COPY names and nobody has is a folder or a file, which only the one who built it knows.
    return unknown;
  }

  #findInOtherStage(
    { source = '', isFolder, item }: Copied,
    from: string,
    { below, walk }: { readonly below: string; readonly walk: Walk },
  ): ImagePath | undefined {
    const stage = walk.dockerfile.stages.find(
      ({ name, index }) => name?.toLowerCase() === from.toLowerCase() || String(index) === from,
    );
    if (stage === undefined || stage === item?.stage || /[*?[]/.test(source)) return unknown;
    const origin = resolveInImage('/', source);
    const isNamed = isFolder && below.split('/')[0] === nameOf(origin);
    const rest = { ...walk, before: undefined, depth: (walk.depth ?? 0) + 1 };
    const inside = resolveInImage(origin, below);
    const places = isNamed ? [origin, inside] : [inside];
    for (const place of places) {
      const found = this.#find(stage, place, rest);
      if (found.kind !== 'missing') return found;
    }
    return undefined;
  }
}

interface Walk {
  readonly context: Context;
  readonly dockerfile: Dockerfile;
  readonly before?: StageInstruction | undefined;
  readonly depth?: number;
}

interface Copied {
  readonly item: StageInstruction | undefined;
  /** Undefined where a variable is in it. */
  readonly source: string | undefined;
  readonly target: string;
  readonly isFolder: boolean;
  readonly isMount: boolean;
  readonly from: string | undefined;
}

/** True where the path is the folder or one above it. */
function isBelow(path: string, folder: string): boolean {
  return relativeTo(path.slice(1), folder.slice(1)) !== undefined;
}
