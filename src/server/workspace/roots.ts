import { basename, relative, sep } from 'node:path';
import { findPath, toUri } from '../convert/uris.ts';
import { defaultSettings, type EditorSettings, type LintParts } from './lint-parts.ts';
import { ProjectRoot } from './project-root.ts';

/** Where a document stands: its root, and its path in it with `/`. */
export interface Place {
  readonly root: ProjectRoot;
  readonly file: string;
}

/** What a document that has no file yet would be called, by its language. */
const unsavedNames: ReadonlyMap<string, string> = new Map([
  ['dockerfile', 'Dockerfile'],
  ['dockercompose', 'compose.yaml'],
]);

/** The workspace's folders, and a root of its own for each open document outside of them. */
export class Roots {
  readonly #parts: LintParts;
  readonly #onError: (error: unknown) => void;
  readonly #folders = new Map<string, ProjectRoot>();
  readonly #loose = new Map<string, Place>();
  /** URIs of open documents by path: clients spell the same file in their own way. */
  readonly #openUris = new Map<string, string>();
  #looseSettings: EditorSettings = defaultSettings;

  constructor(parts: LintParts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#onError = onError;
  }

  get all(): readonly ProjectRoot[] {
    return [...this.#folders.values(), ...[...this.#loose.values()].map(({ root }) => root)];
  }

  get folders(): readonly ProjectRoot[] {
    return [...this.#folders.values()];
  }

  addFolder(uri: string): void {
    const folder = findPath(uri);
    if (folder === undefined || this.#folders.has(folder)) return;
    const root = new ProjectRoot({
      parts: this.#parts,
      folder,
      toUri: (file) => this.#uriOf(folder + sep + file.replaceAll('/', sep)),
      onError: this.#onError,
    });
    this.#folders.set(folder, root);
  }

  removeFolder(uri: string): ProjectRoot | undefined {
    const folder = findPath(uri);
    const root = folder === undefined ? undefined : this.#folders.get(folder);
    if (folder === undefined || root === undefined) return undefined;
    this.#folders.delete(folder);
    root.close();
    return root;
  }

  /** Notes that the client has the document open, and says where it stands. */
  open(uri: string, language = ''): Place {
    const path = findPath(uri);
    if (path !== undefined) this.#openUris.set(path, uri);
    const known = this.find(uri);
    if (known !== undefined) return known;
    const file =
      (path === undefined ? unsavedNames.get(language) : basename(path)) ||
      basename(uri) ||
      'document';
    const root = new ProjectRoot({
      parts: this.#parts,
      folder: undefined,
      toUri: () => uri,
      onError: this.#onError,
    });
    root.setSettings(this.#looseSettings);
    const place = { root, file };
    this.#loose.set(uri, place);
    return place;
  }

  close(uri: string): void {
    const path = findPath(uri);
    if (path !== undefined) this.#openUris.delete(path);
    this.#loose.get(uri)?.root.close();
    this.#loose.delete(uri);
  }

  /** For every document outside of the folders, those that are opened later too. */
  setLooseSettings(settings: EditorSettings): void {
    this.#looseSettings = settings;
    for (const { root } of this.#loose.values()) root.setSettings(settings);
  }

  isLoose(uri: string): boolean {
    return this.#loose.has(uri);
  }

  /** Undefined for a file outside the workspace that is not open. Of nested folders the inner one has it. */
  find(uri: string): Place | undefined {
    const loose = this.#loose.get(uri);
    if (loose !== undefined) return loose;
    const path = findPath(uri);
    if (path === undefined) return undefined;
    const around = [...this.#folders.keys()]
      .filter((folder) => isInside(folder, path))
      .sort((a, b) => b.length - a.length)[0];
    const root = around === undefined ? undefined : this.#folders.get(around);
    if (around === undefined || root === undefined) return undefined;
    return { root, file: relative(around, path).split(sep).join('/') };
  }

  #uriOf(path: string): string {
    return this.#openUris.get(path) ?? toUri(path);
  }
}

function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
