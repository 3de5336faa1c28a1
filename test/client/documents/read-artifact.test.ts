import { describe, expect, it } from 'vitest';
import { readArtifact } from '../../../src/client/documents/read-artifact.ts';
import { TrackingError, type TrackingStore } from '../../../src/ports/tracking-store.ts';
import { openDesk } from '../command-desk.ts';

const { signal } = new AbortController();
const place = { store: 'mlflow.db', run: 'abc', path: 'model/MLmodel' };

function toAccess(read: TrackingStore['readArtifact']) {
  const store = { readArtifact: read } as TrackingStore;
  return { ...openDesk().context, findStore: () => Promise.resolve(store) };
}

describe('reading an artifact for an editor', () => {
  it('asks the store of its row for that file of that run, with a cap', async () => {
    const bytes = Uint8Array.of(1, 2);
    const access = toAccess((asked, { maxBytes }) => {
      expect(asked).toEqual({ runId: 'abc', path: 'model/MLmodel' });
      expect(maxBytes).toBe(20_000_000);
      return Promise.resolve(bytes);
    });
    expect(await readArtifact(access, place, signal)).toBe(bytes);
  });

  it('says in one sentence that one is too large, or why it cannot be had', async () => {
    const failing = (failure: 'too-large' | 'artifacts-elsewhere') =>
      readArtifact(
        toAccess(() => Promise.reject(new TrackingError(failure, 'x'))),
        place,
        signal,
      );
    await expect(failing('too-large')).rejects.toThrow(
      'An artifact of more than 20 MB is not opened here.',
    );
    await expect(failing('artifacts-elsewhere')).rejects.toThrow(/on another machine/);
  });

  it('says so when the store has gone meanwhile', async () => {
    await expect(readArtifact(openDesk().context, place, signal)).rejects.toThrow(/no longer/);
  });
});
