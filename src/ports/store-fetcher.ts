import type { StoreLocation } from './tracking-store.ts';

/** Brings the files of a tracking store that is inside a volume or a container to this machine. */
export interface StoreFetcher {
  /** Fails with a `TrackingError`: `no-engine`, `not-found`, `too-large`, or `locked` while a writer is at work. */
  fetch(location: InnerLocation, signal: AbortSignal): Promise<FetchedStore>;
}

export type InnerLocation = Extract<StoreLocation, { kind: 'volume' | 'container' }>;

export interface FetchedStore {
  /** A database or an `mlruns` folder, a private copy. */
  readonly path: string;
  remove(): Promise<void>;
}
