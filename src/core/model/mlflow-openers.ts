import { remember } from '../base/remember.ts';
import { findTrackingUris } from './mlflow-clients.ts';
import { findServiceWorkdir } from './mlflow-files.ts';
import { findSharedPlace } from './mlflow-mounts.ts';
import type { MlflowPeer } from './mlflow-peer.ts';
import type { MlflowStack } from './mlflow-services.ts';
import { parseStore, type MlflowStore } from './mlflow-store.ts';
import type { TrackingServer } from './mlflow-tracking-server.ts';
import type { ScalarTextLike } from './project.ts';

/** A service that opens a store of runs by itself: a server, or a program that asks none. */
export interface StoreOpener {
  readonly peer: MlflowPeer;
  readonly server: TrackingServer | undefined;
  readonly uri: ScalarTextLike;
  readonly store: MlflowStore;
}

/** Servers come first. */
export const findStoreOpeners = remember(
  ({ peers, servers }: MlflowStack): readonly StoreOpener[] => {
    const serving = servers.flatMap((server): StoreOpener[] => {
      const { peer, backendUri: uri, backend: store } = server;
      return uri === undefined || store === undefined ? [] : [{ peer, server, uri, store }];
    });
    const others = peers.flatMap((peer): StoreOpener[] => {
      if (servers.some((server) => server.peer === peer)) return [];
      const [uri] = findTrackingUris(peer);
      if (uri?.isKnown !== true) return [];
      const store = parseStore(uri.text, findServiceWorkdir(peer.service));
      const isOpened = ['sqlite', 'files', 'database'].includes(store.kind);
      // Without a scheme it is rather an address that lacks one.
      const isMeant = store.kind !== 'files' || /^(?:file:|\.{0,2}\/)/.test(uri.text);
      return isOpened && isMeant ? [{ peer, server: undefined, uri, store }] : [];
    });
    return [...serving, ...others];
  },
);

/** True where both open the same database, or the same file on a volume that they share. */
export function opensSameStore(a: StoreOpener, b: StoreOpener): boolean {
  if (a.store.kind === 'database' && b.store.kind === 'database') {
    return nameDatabase(a.uri.text) === nameDatabase(b.uri.text);
  }
  if (a.store.kind !== 'sqlite' || b.store.kind !== 'sqlite') return false;
  if (a.store.path === undefined || b.store.path === undefined) return false;
  const place = findSharedPlace(a.peer.service, a.store.path);
  return place !== undefined && place === findSharedPlace(b.peer.service, b.store.path);
}

/** Host and database, whoever opens it with whatever driver. */
function nameDatabase(uri: string): string {
  return uri.replace(/^\w+(?:\+\w+)?:\/\/(?:[^@/]*@)?/, '').replace(/\?.*$/s, '');
}
