import { folderOf, joinPath } from '../base/project-path.ts';
import type { Entry, MapValue, SyntaxProblem, Value } from '../syntax/value.ts';
import { getEntries } from './compose-file.ts';
import { addResources, withEntry } from './compose-include.ts';
import { mergeDocuments, mergeService, removeResets } from './compose-merge.ts';
import type { ComposeFile } from './project.ts';
import type { ProjectTexts } from './project-texts.ts';

/** The files of a set as one document. */
export interface Assembly {
  readonly root: MapValue;
  /** Files that came by `include` and `extends`. */
  readonly includedFiles: readonly ComposeFile[];
  readonly problems: readonly SyntaxProblem[];
  /** By file: the folder that its relative paths start from. */
  readonly folders: ReadonlyMap<string, string>;
  /** Environment files that included files bring for their variables. */
  readonly envFiles: readonly string[];
}

export interface AssemblyContext {
  readonly texts: ProjectTexts;
  /** What Compose calls the project directory. */
  readonly folder: string;
  /** Replaces variables of the set; undefined where one is unknown. */
  readText(value: Value | undefined): string | undefined;
}

/** Follows `extends` and `include` and merges the files in order. */
export function assembleFiles(files: readonly ComposeFile[], context: AssemblyContext): Assembly {
  const assembler = new Assembler(context);
  return assembler.assemble(files);
}

/** Longer chains of `extends` are cut, so that recursion stays bounded. */
const MAX_DEPTH = 100;

/** A file, and where its relative paths start. */
interface Origin {
  readonly file: ComposeFile;
  readonly root: MapValue;
  readonly folder: string;
}

class Assembler {
  readonly #context: AssemblyContext;
  readonly #problems: SyntaxProblem[] = [];
  readonly #included = new Map<string, ComposeFile>();
  readonly #folders = new Map<string, string>();
  readonly #envFiles: string[] = [];
  /** Services after `extends`, by file and name; undefined while one is being resolved. */
  readonly #services = new Map<string, MapValue | undefined>();
  #depth = 0;

  constructor(context: AssemblyContext) {
    this.#context = context;
  }

  assemble(files: readonly ComposeFile[]): Assembly {
    const { folder } = this.#context;
    for (const { path } of files) this.#folders.set(path, folder);
    const roots = files.flatMap((file) => this.#load(file, folder, []) ?? []);
    const merged = mergeDocuments(roots, this.#problems);
    const path = files[0]?.path ?? '';
    const empty: MapValue = {
      kind: 'map',
      at: { file: path, start: 0, end: 0 },
      entries: new Map(),
    };
    return {
      root: merged === undefined ? empty : removeResets(merged),
      includedFiles: [...this.#included.values()],
      problems: this.#problems,
      folders: this.#folders,
      envFiles: this.#envFiles,
    };
  }

  #load(file: ComposeFile, folder: string, chain: readonly string[]): MapValue | undefined {
    if (file.root === undefined) return undefined;
    const extended = this.#resolveServices({ file, root: file.root, folder });
    const include = extended.entries.get('include')?.value;
    if (include?.kind !== 'list') return extended;
    return include.items.reduce<MapValue>(
      (root, item) => this.#include(root, item, { folder, chain: [...chain, file.path] }),
      extended,
    );
  }

  #resolveServices(origin: Origin): MapValue {
    const { root } = origin;
    const services = root.entries.get('services');
    const entries = getEntries(root, 'services');
    const isPlain = entries.values().every(({ value }) => !hasExtends(value));
    if (isPlain || services?.value?.kind !== 'map') return root;
    const resolved = new Map<string, Entry>();
    for (const [name, entry] of entries) {
      const value = hasExtends(entry.value) ? this.#resolveService(origin, name) : entry.value;
      resolved.set(name, { ...entry, value: value ?? entry.value });
    }
    return withEntry(root, { ...services, value: { ...services.value, entries: resolved } });
  }

  /** Undefined where there is no such service, or where it leads back to itself. */
  #resolveService(origin: Origin, name: string): MapValue | undefined {
    const value = getEntries(origin.root, 'services').get(name)?.value;
    if (value?.kind !== 'map') return undefined;
    const extended = value.entries.get('extends');
    if (extended?.value === undefined) return value;
    const key = `${origin.file.path}#${name}`;
    if (this.#services.has(key)) {
      const known = this.#services.get(key);
      if (known === undefined) {
        this.#report(extended, `"${name}" extends itself in a circle.`);
      }
      return known;
    }
    this.#services.set(key, undefined);
    this.#depth += 1;
    const isTooDeep = this.#depth > MAX_DEPTH;
    if (isTooDeep) this.#report(extended, 'This chain of "extends" is too long to follow.');
    const base = isTooDeep ? undefined : this.#findBase(origin, extended, extended.value);
    this.#depth -= 1;
    const own = new Map(value.entries);
    own.delete('extends');
    const result =
      base === undefined
        ? { ...value, entries: own }
        : { ...mergeService(base, { ...value, entries: own }, this.#problems), at: value.at };
    this.#services.set(key, result);
    return result;
  }

  #findBase(origin: Origin, entry: Entry, value: Value): MapValue | undefined {
    const readText = (value: Value | undefined): string | undefined =>
      this.#context.readText(value);
    const fileValue = value.kind === 'map' ? value.entries.get('file')?.value : undefined;
    const service = readText(value.kind === 'map' ? value.entries.get('service')?.value : value);
    if (service === undefined) return undefined;
    let base = origin;
    if (fileValue !== undefined) {
      const found = this.#open(readText(fileValue), fileValue, origin.folder);
      if (found === undefined) return undefined;
      base = found;
    }
    if (getEntries(base.root, 'services').has(service)) return this.#resolveService(base, service);
    this.#report(entry, `"${base.file.path}" has no service "${service}" to extend.`);
    return undefined;
  }

  /** A file that another one names, with the folder of its own as the start of its paths. */
  #open(written: string | undefined, value: Value, folder: string): Origin | undefined {
    if (written === undefined || isRemote(written)) return undefined;
    const path = joinPath(folder, written);
    if (path === undefined) return undefined;
    const file = this.#context.texts.findCompose(path);
    if (file === undefined && this.#context.texts.paths.isMissing(path)) {
      this.#problems.push({ at: value.at, message: `There is no file "${written}".` });
    }
    if (file?.root === undefined) return undefined;
    if (!this.#folders.has(path)) {
      this.#folders.set(path, folderOf(path));
      this.#included.set(path, file);
    }
    return { file, root: file.root, folder: this.#folders.get(path) ?? folderOf(path) };
  }

  #include(
    root: MapValue,
    item: Value,
    { folder, chain }: { readonly folder: string; readonly chain: readonly string[] },
  ): MapValue {
    const readText = (value: Value | undefined): string | undefined =>
      this.#context.readText(value);
    const read = (key: string): Value | undefined =>
      item.kind === 'map' ? item.entries.get(key)?.value : undefined;
    const written = item.kind === 'map' ? read('path') : item;
    const values =
      written?.kind === 'list' ? written.items : written === undefined ? [] : [written];
    const directory = readText(read('project_directory'));
    const start = directory === undefined ? undefined : joinPath(folder, directory);
    const roots: MapValue[] = [];
    let own = start;
    for (const value of values) {
      const origin = this.#open(readText(value), value, folder);
      if (origin === undefined) continue;
      if (chain.includes(origin.file.path)) {
        const message = `"${origin.file.path}" includes itself in a circle.`;
        this.#problems.push({ at: value.at, message });
        continue;
      }
      own ??= origin.folder;
      this.#folders.set(origin.file.path, own);
      const loaded = this.#load(origin.file, own, chain);
      if (loaded !== undefined) roots.push(loaded);
    }
    this.#addEnvFiles(read('env_file'), folder, own);
    const included = mergeDocuments(roots, this.#problems);
    return included === undefined ? root : addResources(root, included, this.#problems);
  }

  /** `env_file` of an include, else the `.env` of the folder that it gives its files. */
  #addEnvFiles(value: Value | undefined, folder: string, own: string | undefined): void {
    if (value === undefined) {
      if (own !== undefined && own !== folder) this.#envFiles.push(joinPath(own, '.env') ?? '.env');
      return;
    }
    for (const item of value.kind === 'list' ? value.items : [value]) {
      const written = this.#context.readText(item);
      const path = written === undefined ? undefined : joinPath(folder, written);
      if (path !== undefined) this.#envFiles.push(path);
    }
  }

  #report(entry: Entry, message: string): void {
    this.#problems.push({ at: entry.at, message });
  }
}

function hasExtends(value: Value | undefined): boolean {
  return value?.kind === 'map' && value.entries.get('extends')?.value !== undefined;
}

/** An address such as `oci://…` or `https://…`, which is never fetched. */
function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path) || path.startsWith('git@');
}
