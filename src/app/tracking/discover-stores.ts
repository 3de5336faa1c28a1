import type { StoreLocation } from '../../ports/tracking-store.ts';
import { parseStoreLocation, toStoreId } from './store-location.ts';

/** A sign that a store may be somewhere: a variable, a file, a service that runs a server. */
export interface StoreHint {
  /** URI or path as written there, such as `http://localhost:5000`, `sqlite:///mlflow.db` or `mlruns`. */
  readonly text: string;
  /** Absolute folder that relative paths count from. */
  readonly folder: string;
  /** Where the sign is, for people: `.env`, `service mlflow`, `workspace`. */
  readonly origin: string;
}

/** A store to show, once, with everything that points to it. */
export interface StoreReference {
  /** The same for the same place on each start. */
  readonly id: string;
  readonly label: string;
  readonly location: StoreLocation;
  readonly origins: readonly string[];
}

/** Turns hints into stores in the order of the hints; several hints at one place are one store. */
export function discoverStores(hints: readonly StoreHint[]): readonly StoreReference[] {
  const stores = new Map<string, StoreReference>();
  for (const { text, folder, origin } of hints) {
    if (text.trim() === '') continue;
    const location = parseStoreLocation(text.trim(), folder);
    // Each unsupported one is a row of its own, or one would hide the other.
    const id =
      location.kind === 'unsupported' ? `${location.scheme}: ${origin}` : toPlaceId(location);
    const known = stores.get(id);
    if (known === undefined) {
      stores.set(id, { id, location, label: toLabel(location, folder), origins: [origin] });
    } else if (!known.origins.includes(origin)) {
      stores.set(id, { ...known, origins: [...known.origins, origin] });
    }
  }
  return [...stores.values()];
}

/** The names of this machine are one place. */
function toPlaceId(location: StoreLocation): string {
  return toStoreId(location).replace(
    /^(https?:\/\/)(?:127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?=[:/]|$)/u,
    '$1localhost',
  );
}

function toLabel(location: StoreLocation, folder: string): string {
  switch (location.kind) {
    case 'server': {
      const url = new URL(location.url);
      return `${url.host}${url.pathname.replace(/\/$/u, '')}`;
    }
    case 'path': {
      const root = `${folder.replaceAll('\\', '/').replace(/\/+$/u, '')}/`;
      return location.path.startsWith(root) ? location.path.slice(root.length) : location.path;
    }
    default: {
      return toStoreId(location);
    }
  }
}
