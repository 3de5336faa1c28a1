import { isFileError } from '../../core/base/file-error.ts';
import type { FileSet, Project } from '../../core/model/project.ts';
import { declareProject } from '../../app/declare-project.ts';
import type { Projects, WorkspaceProject } from './projects.ts';

export interface ProjectStoreOptions {
  /** Absolute paths of the workspace folders that are on a disk. */
  readonly folders: () => readonly string[];
  readonly loadProject: (root: string, signal: AbortSignal) => Promise<Project>;
  /** Milliseconds that reading one folder may take; 30,000 unless given. */
  readonly deadline?: number;
  readonly memory: Memory;
  /** Called after each change that trees have to show. */
  readonly onChange: () => void;
  /** A folder could not be loaded, and not because it is gone or may not be read. */
  readonly onError: (error: unknown) => void;
}

/** What lasts from one session to the next, as VS Code's `Memento`. */
interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const memoryKey = 'drydock.activeFileSets';
const defaultDeadline = 30_000;

/** Keeps the parsed project of each folder until something in the folder changes. */
export class ProjectStore implements Projects {
  readonly #options: ProjectStoreOptions;
  readonly #loaded = new Map<string, Promise<Project | undefined>>();

  constructor(options: ProjectStoreOptions) {
    this.#options = options;
  }

  async load(signal: AbortSignal): Promise<readonly WorkspaceProject[]> {
    const loading = this.#options.folders().map(async (root) => {
      const project = await this.#loadOne(root);
      return project === undefined ? undefined : this.#toWorkspaceProject(root, project);
    });
    const projects = await Promise.all(loading);
    signal.throwIfAborted();
    return projects.filter((project) => project !== undefined);
  }

  async choose(root: string, fileSet: string): Promise<void> {
    await this.#options.memory.update(memoryKey, { ...this.#remembered(), [root]: fileSet });
    this.#options.onChange();
  }

  /** Something in the folder has changed; without a folder: anything anywhere. */
  invalidate(root?: string): void {
    if (root === undefined) this.#loaded.clear();
    else this.#loaded.delete(root);
    this.#options.onChange();
  }

  /** One reading serves all who ask meanwhile, so no asker's signal may cut it; it has a deadline of its own. */
  #loadOne(root: string): Promise<Project | undefined> {
    const known = this.#loaded.get(root);
    if (known !== undefined) return known;
    const { loadProject, onError, deadline = defaultDeadline } = this.#options;
    const loading = loadProject(root, AbortSignal.timeout(deadline)).catch((error: unknown) => {
      // By now the entry may be that of a newer reading.
      if (this.#loaded.get(root) === loading) this.#loaded.delete(root);
      if (!isFileError(error)) onError(error);
      return undefined;
    });
    this.#loaded.set(root, loading);
    return loading;
  }

  #toWorkspaceProject(root: string, project: Project): WorkspaceProject {
    const active = this.#findActive(root, project);
    const declared = active === undefined ? undefined : declareProject(root, active);
    return { root, project, active, declared };
  }

  /** What a person chose and is still there, else what Compose itself would take, else the first. */
  #findActive(root: string, { fileSets }: Project): FileSet | undefined {
    const chosen = this.#remembered()[root];
    return (
      fileSets.find(({ id }) => id === chosen) ??
      fileSets.find(({ kind }) => kind === 'environment' || kind === 'default') ??
      fileSets[0]
    );
  }

  #remembered(): Readonly<Record<string, unknown>> {
    const value = this.#options.memory.get(memoryKey);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  }
}
