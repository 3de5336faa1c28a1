import type { EngineState } from '../../app/engine-state.ts';
import type { EngineWatch } from '../../app/engine-watch.ts';
import type { Localize } from '../../app/localize.ts';
import { countFailed, servicesTree } from '../../app/services-tree.ts';
import { volumesTree } from '../../app/volumes-tree.ts';
import type { DeclaredProject } from '../../app/declared-project.ts';
import type { Projects, WorkspaceProject } from '../projects/projects.ts';
import { findFileSetRow } from './file-set-row.ts';
import { toViewContent, type ViewContent } from './view-content.ts';

export interface EngineViewsOptions {
  readonly projects: Projects;
  readonly watch: EngineWatch;
  readonly isTrusted: () => boolean;
  readonly hasFolder: () => boolean;
  /** Name of this session, for what looking into a volume makes. */
  readonly session: string;
  readonly now: () => number;
  readonly localize: Localize;
}

/** What the Services and Volumes views show: the folders' files joined with the engine's state. */
export class EngineViews {
  readonly #options: EngineViewsOptions;

  constructor(options: EngineViewsOptions) {
    this.#options = options;
  }

  async services(signal: AbortSignal): Promise<ViewContent & { readonly failed: number }> {
    const { watch, isTrusted, hasFolder, localize } = this.#options;
    if (!hasFolder()) return { rows: [], empty: 'noFolder', failed: 0 };
    const loaded = await this.#options.projects.load(signal);
    const projects = toDeclared(loaded);
    const input = { projects, engine: watch.state, trusted: isTrusted(), localize };
    const choices = loaded
      .map((project) => findFileSetRow(project, localize))
      .filter((row) => row !== undefined);
    const content = toViewContent(servicesTree(input));
    const rows = content.rows.length === 0 ? [] : [...choices, ...content.rows];
    return { ...content, rows, failed: countFailed(input) };
  }

  async volumes(signal: AbortSignal): Promise<ViewContent> {
    const { watch, isTrusted, session, now, localize } = this.#options;
    const projects = toDeclared(await this.#options.projects.load(signal));
    return toViewContent(
      volumesTree({ projects, engine: watch.state, trusted: isTrusted(), session, now, localize }),
    );
  }
}

/** What of a state the Volumes view shows: it lists files, which is too dear to be done for every event. */
export function toVolumesKey(state: EngineState): string {
  if (state.kind !== 'connected') return `${state.kind} ${state.epoch}`;
  const { volumes, containers } = state.snapshot;
  const users = containers
    .filter(({ mounts }) => mounts.some(({ kind }) => kind === 'volume'))
    .map(({ id, state: life, mounts }) => [id, life, mounts.map(({ name }) => name)]);
  return JSON.stringify([state.epoch, volumes.map(({ name }) => name), users]);
}

function toDeclared(projects: readonly WorkspaceProject[]): readonly DeclaredProject[] {
  return projects.map(({ declared }) => declared).filter((declared) => declared !== undefined);
}
