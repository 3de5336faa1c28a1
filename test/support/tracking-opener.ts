import { tmpdir } from 'node:os';
import {
  createTrackingStoreOpener,
  type OpenerOptions,
} from '../../src/adapters/mlflow/open-tracking-store.ts';
import { DiskFileStore } from '../../src/adapters/node/disk-file-store.ts';
import type { TrackingStoreOpener } from '../../src/ports/tracking-store.ts';

/** The worker as it is before it is bundled: Node runs TypeScript. */
export const workerUrl = new URL('../../src/adapters/mlflow/sqlite/worker.ts', import.meta.url);

export function createTestOpener(options: Partial<OpenerOptions> = {}): TrackingStoreOpener {
  return createTrackingStoreOpener({
    files: new DiskFileStore(),
    secrets: { find: () => Promise.resolve(undefined) },
    workerUrl,
    temporaryFolder: tmpdir(),
    ...options,
  });
}
