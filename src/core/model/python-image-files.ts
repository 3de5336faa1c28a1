import { folderOf, joinPath, nameOf, relativeTo } from '../base/project-path.ts';
import { expandWord } from './dockerfile-variables.ts';
import type { BuildContext, Dockerfile, Stage, StageInstruction } from './project.ts';

/** Where a file of an image comes from. */
export interface FileOrigin {
  /** Path in the project; undefined where no COPY brings the file. */
  readonly path: string | undefined;
  /** The stage in which the file came to be, and its path there: another one behind `COPY --from`. */
  readonly stage: Stage;
  readonly imagePath: string;
}

/** What is asked of a project's files. */
export interface ContextFiles {
  hasFile(path: string): boolean;
  hasFolder(path: string): boolean;
  /** Files that a pattern with `*` and `?` names, relative to the project. */
  findMatches(pattern: string): readonly string[];
}

/** Stages that copy from stages that copy from stages, longer than this, are given up. */
const longest = 12;
/** Stands for the working directory of a base that does not say it. */
const unknownWorkdir = '/?workdir';

/** The absolute path of what a command or COPY names. */
export function resolveInImage(workdir: string | undefined, path: string): string {
  const whole = path.startsWith('/') ? path : `${workdir ?? unknownWorkdir}/${path}`;
  return `/${joinPath('', whole.replace(/^\/+/, '')) ?? ''}`;
}

/** Follows COPY and ADD from a path in an image back to the project. */
export class ImageFiles {
  readonly #dockerfile: Dockerfile;
  readonly #context: Pick<BuildContext, 'folder' | 'ignoreFile'>;
  readonly #files: ContextFiles;

  constructor(
    dockerfile: Dockerfile,
    context: Pick<BuildContext, 'folder' | 'ignoreFile'>,
    files: ContextFiles,
  ) {
    this.#dockerfile = dockerfile;
    this.#context = context;
    this.#files = files;
  }

  get stages(): readonly Stage[] {
    return this.#dockerfile.stages;
  }

  /** The stage that `--from` names; undefined for an image from elsewhere. */
  findStage(from: string): Stage | undefined {
    return this.#dockerfile.stages.find(
      ({ name, index }) => name?.toLowerCase() === from.toLowerCase() || String(index) === from,
    );
  }

  /** Where the file at a path comes from, as a RUN sees it; the whole stage without `before`. */
  findOrigin(
    stage: Stage,
    imagePath: string,
    before: StageInstruction | undefined,
    depth = 0,
  ): FileOrigin {
    const none = { path: undefined, stage, imagePath };
    if (depth > longest) return none;
    const mounted = before === undefined ? undefined : this.#findMounted(before, imagePath, depth);
    if (mounted !== undefined) return mounted;
    const end = before === undefined ? -1 : stage.instructions.indexOf(before);
    const earlier = end === -1 ? stage.instructions : stage.instructions.slice(0, end);
    for (const item of earlier.toReversed()) {
      const origin = this.#findCopied(stage, item, { imagePath, depth });
      if (origin !== undefined) return origin;
    }
    if (stage.parent === undefined) return none;
    return this.findOrigin(stage.parent, imagePath, undefined, depth + 1);
  }

  /** A COPY's source paths with their destination, all absolute; sources of a context are relative to it. */
  readCopy(
    item: StageInstruction,
  ): readonly { readonly source: string; readonly target: string }[] {
    const { copy } = item;
    if (copy === undefined) return [];
    const destination = this.#expand(copy.destination.text, item);
    if (destination === undefined) return [];
    const target = resolveInImage(item.workdir, destination);
    const isFolder =
      /[\\/]$/.test(destination) || copy.sources.length > 1 || /^\.*$/.test(nameOf(destination));
    return copy.sources.flatMap((word) => {
      const source = this.#expand(word.text, item);
      if (source === undefined || source.startsWith('<<')) return [];
      return [{ source, target: isFolder ? `${target}/` : target }];
    });
  }

  #findCopied(
    stage: Stage,
    item: StageInstruction,
    { imagePath, depth }: { readonly imagePath: string; readonly depth: number },
  ): FileOrigin | undefined {
    const from = item.copy?.from;
    const origin = from === undefined ? undefined : this.findStage(from);
    if (from !== undefined && origin === undefined) return undefined;
    for (const { source, target } of this.readCopy(item)) {
      if (origin === undefined) {
        const path = this.#findInContext(source, target, imagePath);
        if (path !== undefined) return { path, stage, imagePath };
      } else {
        const path = translate(resolveInImage('/', source), target, imagePath);
        const found =
          path === undefined ? undefined : this.findOrigin(origin, path, undefined, depth + 1);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #findInContext(source: string, target: string, imagePath: string): string | undefined {
    const written = joinPath('', source.replace(/^\/+/, ''));
    const path = written === undefined ? undefined : joinPath(this.#context.folder, written);
    if (path === undefined) return undefined;
    const folderTarget = target.replace(/\/+$/, '') || '/';
    const below = relativeTo(folderTarget.slice(1), imagePath.slice(1));
    if (this.#files.hasFolder(path)) {
      return below === undefined ? undefined : this.#keep(joinPath(path, below));
    }
    for (const match of /[*?[]/.test(path) ? this.#files.findMatches(path) : [path]) {
      const isFolder = this.#files.hasFolder(match);
      if (isFolder && below !== undefined) return this.#keep(joinPath(match, below));
      const isFile = below === nameOf(match) || (below === '' && !target.endsWith('/'));
      if (isFile) return this.#keep(match);
    }
    return undefined;
  }

  /** The path, where it is a file of the project that the ignore file lets through. */
  #keep(path: string | undefined): string | undefined {
    if (path === undefined || !(this.#files.hasFile(path) || this.#files.hasFolder(path))) {
      return undefined;
    }
    const inContext = relativeTo(this.#context.folder, path);
    const isIgnored =
      inContext !== undefined && this.#context.ignoreFile?.findMatch(inContext) !== undefined;
    return isIgnored ? undefined : path;
  }

  /** `RUN --mount=type=bind,source=…,target=…`. */
  #findMounted(item: StageInstruction, imagePath: string, depth: number): FileOrigin | undefined {
    for (const { name, value } of item.instruction.flags) {
      if (name !== 'mount' || value === undefined || item.stage === undefined) continue;
      const options = new Map(
        value.split(',').map((option) => {
          const [key = '', ...rest] = option.split('=');
          return [key.trim(), rest.join('=')] as const;
        }),
      );
      if ((options.get('type') ?? 'bind') !== 'bind') continue;
      const source = options.get('source') ?? options.get('src') ?? '.';
      const written = options.get('target') ?? options.get('dst') ?? options.get('destination');
      if (written === undefined) continue;
      const target = resolveInImage(item.workdir, written);
      const from = this.findStage(options.get('from') ?? '');
      const path = from === undefined ? this.#findInContext(source, target, imagePath) : undefined;
      if (path !== undefined) return { path, stage: item.stage, imagePath };
      const there = translate(resolveInImage('/', source), target, imagePath);
      if (from !== undefined && there !== undefined) {
        return this.findOrigin(from, there, undefined, depth + 1);
      }
    }
    return undefined;
  }

  #expand(text: string, item: StageInstruction): string | undefined {
    const { escape } = this.#dockerfile.tree;
    const expansion = expandWord(text, escape, (name) => item.variables.get(name)?.value);
    return expansion.isKnown && expansion.text !== '' ? expansion.text : undefined;
  }
}

/** The path that a copied path had before: `/opt/venv/bin` for `/venv/bin` after `COPY --from=x /opt/venv /venv`. */
function translate(source: string, target: string, imagePath: string): string | undefined {
  if (target.endsWith('/') && imagePath === target + nameOf(source)) return source;
  const folder = target.replace(/\/+$/, '');
  const below = relativeTo(folder.slice(1), imagePath.slice(1));
  if (below === undefined) return undefined;
  return below === '' ? source : `${source === '/' ? '' : source}/${below}`;
}

/** Finds what a pattern with wildcards in its parts names among some paths. */
export function matchPaths(pattern: string, paths: Iterable<string>): readonly string[] {
  const parts = pattern.split('/');
  const tests = parts.map((part) => toPartTest(part));
  const found = new Set<string>();
  for (const path of paths) {
    const names = path.split('/');
    if (names.length < parts.length || !tests.every((test, index) => test(names[index] ?? ''))) {
      continue;
    }
    found.add(names.slice(0, parts.length).join('/'));
  }
  return [...found];
}

function toPartTest(part: string): (name: string) => boolean {
  if (!/[*?[]/.test(part)) return (name) => name === part;
  const source = part
    .replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '.*')
    .replaceAll('?', '.');
  try {
    const pattern = new RegExp(`^${source}$`);
    return (name) => pattern.test(name);
  } catch {
    // A broken range such as `[z-a]` matches nothing.
    return () => false;
  }
}

/** The folder of a path in an image. */
export function imageFolderOf(path: string): string {
  return `/${folderOf(path.slice(1))}`;
}
