import { parseDockerfile } from '../syntax/dockerfile.ts';
import type { DockerfileTree } from '../syntax/dockerfile-tree.ts';
import { parseDotenv, parseRawDotenv } from '../syntax/dotenv-text.ts';
import { evaluateInterpolation, parseInterpolation } from '../syntax/interpolation.ts';
import { findDecidingPattern, parseIgnoreText } from '../syntax/ignore-text.ts';
import { createComposeFile } from './compose-file.ts';
import { createPathIndex } from './path-index.ts';
import type { PathIndex } from './path-index.ts';
import type { ProjectCache } from './project-cache.ts';
import type { ComposeFile, DotenvFile, DotenvItem, IgnoreFile } from './project.ts';
import type { Snapshot } from './snapshot.ts';

const composeKind = { parse: createComposeFile };
const dockerfileKind = { parse: parseDockerfile };
const dotenvKind = { parse: parseDotenv };
const rawDotenvKind = { parse: parseRawDotenv };
const ignoreKind = { parse: createIgnoreFile };

/** The snapshot's files, parsed when they are asked for and not before. */
export class ProjectTexts {
  readonly snapshot: Snapshot;
  readonly paths: PathIndex;
  /** Files that were asked for, are there and were not read. */
  readonly unread = new Set<string>();
  readonly #cache: ProjectCache;
  readonly #dotenvFiles = new Map<string, DotenvFile>();

  constructor(snapshot: Snapshot, cache: ProjectCache) {
    this.snapshot = snapshot;
    this.#cache = cache;
    this.paths = createPathIndex(snapshot);
  }

  textOf(path: string): string {
    return this.snapshot.files.get(path) ?? '';
  }

  findCompose(path: string): ComposeFile | undefined {
    const text = this.#findText(path);
    return text === undefined ? undefined : this.#cache.read(composeKind, path, text);
  }

  findDockerfile(path: string): DockerfileTree | undefined {
    const text = this.#findText(path);
    return text === undefined ? undefined : this.#cache.read(dockerfileKind, path, text);
  }

  findIgnore(path: string): IgnoreFile | undefined {
    const text = this.#findText(path);
    return text === undefined ? undefined : this.#cache.read(ignoreKind, path, text);
  }

  /** An environment file that Compose reads. */
  findDotenv(path: string): DotenvFile | undefined {
    return this.#openDotenv(path, true);
  }

  /** An environment file of `format: raw`. */
  findRawDotenv(path: string): DotenvFile | undefined {
    const text = this.#findText(path);
    if (text === undefined) return undefined;
    const { items, problems } = this.#cache.read(rawDotenvKind, path, text);
    return { path, items, problems, isUsed: true };
  }

  /** Reads an environment file that may be meant for people or other programs only. */
  addDotenv(path: string): void {
    this.#openDotenv(path, false);
  }

  /** The environment files that were asked for. */
  get dotenvFiles(): ReadonlyMap<string, DotenvFile> {
    return this.#dotenvFiles;
  }

  #openDotenv(path: string, isUsed: boolean): DotenvFile | undefined {
    const known = this.#dotenvFiles.get(path);
    const text = this.#findText(path);
    if (known !== undefined || text === undefined) return known;
    const file = { ...this.#readDotenv(path, text), isUsed };
    this.#dotenvFiles.set(path, file);
    return file;
  }

  #findText(path: string): string | undefined {
    const text = this.snapshot.files.get(path);
    if (text === undefined && this.snapshot.files.has(path)) this.unread.add(path);
    return text;
  }

  #readDotenv(path: string, text: string): Omit<DotenvFile, 'isUsed'> {
    const { items: written, problems } = this.#cache.read(dotenvKind, path, text);
    const { environment } = this.snapshot;
    const known = new Map<string, string>();
    const items = written.map(({ name, nameAt, value, valueAt, isInterpolated }): DotenvItem => {
      if (value === undefined) return { name, nameAt, value: environment.get(name), valueAt };
      const result = isInterpolated
        ? evaluateInterpolation(
            parseInterpolation(value),
            (wanted) => environment.get(wanted) ?? known.get(wanted),
          ).text
        : value;
      known.set(name, result);
      const template = isInterpolated ? value : undefined;
      return { name, nameAt, value: result, valueAt, template };
    });
    return { path, items, problems };
  }
}

function createIgnoreFile(path: string, text: string): IgnoreFile {
  const parsed = parseIgnoreText(path, text);
  return {
    path,
    patterns: parsed.patterns,
    findMatch: (wanted) => {
      const pattern = findDecidingPattern(parsed, wanted);
      return pattern?.isNegated === true ? undefined : pattern;
    },
  };
}
