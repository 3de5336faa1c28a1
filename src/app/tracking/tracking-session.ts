import type {
  StoreDescription,
  TrackingStore,
  TrackingStoreOpener,
} from '../../ports/tracking-store.ts';
import type { StoreReference } from './discover-stores.ts';

/** The open stores of a window. Each is opened when first looked into and stays open until it is left. */
export interface TrackingSession {
  /** Opens a store and asks it what it is, once. Fails with a `TrackingError`, and then tries anew the next time. */
  open(reference: StoreReference, signal: AbortSignal): Promise<TrackingStore>;
  /** The store with this id, if it is open. */
  find(id: string): TrackingStore | undefined;
  /** What an open store said that it is. */
  findDescription(id: string): StoreDescription | undefined;
  /** Lets go of the stores that are no longer among these. */
  keepOnly(references: readonly StoreReference[]): Promise<void>;
  close(): Promise<void>;
}

interface OpenStore {
  readonly store: TrackingStore;
  readonly description: StoreDescription;
}

export function createTrackingSession(opener: TrackingStoreOpener): TrackingSession {
  const opened = new Map<string, OpenStore>();
  const release = async (ids: readonly string[]) => {
    const leaving = ids.flatMap((id) => opened.get(id)?.store ?? []);
    for (const id of ids) opened.delete(id);
    await Promise.all(leaving.map((store) => store.close()));
  };
  return {
    async open({ id, location }, signal) {
      const known = opened.get(id);
      if (known !== undefined) return known.store;
      const store = await opener.open(location, signal);
      try {
        const description = await store.describe(signal);
        const raced = opened.get(id);
        if (raced === undefined) {
          opened.set(id, { store, description });
          return store;
        }
        await store.close();
        return raced.store;
      } catch (cause) {
        await store.close();
        throw cause;
      }
    },
    find: (id) => opened.get(id)?.store,
    findDescription: (id) => opened.get(id)?.description,
    async keepOnly(references) {
      const wanted = new Set(references.map(({ id }) => id));
      await release([...opened.keys()].filter((id) => !wanted.has(id)));
    },
    close: () => release([...opened.keys()]),
  };
}
