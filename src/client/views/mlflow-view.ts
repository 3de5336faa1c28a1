import type { Localize } from '../../app/localize.ts';
import { localizeRows } from '../../app/tracking/localize-rows.ts';
import { discoverStores, type StoreReference } from '../../app/tracking/discover-stores.ts';
import { findStoreHints } from '../../app/store-hints.ts';
import { trackingTree } from '../../app/tracking/tracking-tree.ts';
import type { TrackingSession } from '../../app/tracking/tracking-session.ts';
import type { TrackingStore } from '../../ports/tracking-store.ts';
import type { Projects } from '../projects/projects.ts';
import type { ViewContent } from './view-content.ts';

export interface MlflowViewOptions {
  readonly projects: Projects;
  readonly session: TrackingSession;
  readonly isTrusted: () => boolean;
  readonly localize: Localize;
  /** What a person named in the settings of a folder. */
  readonly listMore: (root: string) => readonly string[];
}

/** What the MLflow view shows: the stores that the workspace's files and settings speak of. */
export class MlflowView {
  readonly #options: MlflowViewOptions;

  constructor(options: MlflowViewOptions) {
    this.#options = options;
  }

  async load(signal: AbortSignal): Promise<ViewContent> {
    const { session, isTrusted } = this.#options;
    // A store's address comes from the workspace's files, so nothing of it is opened without trust.
    if (!isTrusted()) return { rows: [], empty: 'untrusted' };
    const stores = await this.#findStores(signal);
    await session.keepOnly(stores);
    if (stores.length === 0) return { rows: [], empty: 'nothing' };
    return { rows: localizeRows(trackingTree({ stores, session }), this.#options.localize) };
  }

  /** The open store with this id; it is opened if it was not. */
  async findStore(id: string, signal: AbortSignal): Promise<TrackingStore | undefined> {
    const reference = (await this.#findStores(signal)).find((store) => store.id === id);
    return reference === undefined ? undefined : this.#options.session.open(reference, signal);
  }

  async #findStores(signal: AbortSignal): Promise<readonly StoreReference[]> {
    const { projects, listMore } = this.#options;
    const loaded = await projects.load(signal);
    return discoverStores(
      loaded.flatMap(({ root, project, active }) => [
        ...findStoreHints(root, project, active),
        ...listMore(root).map((text) => ({ text, folder: root, origin: 'settings' })),
      ]),
    );
  }
}
