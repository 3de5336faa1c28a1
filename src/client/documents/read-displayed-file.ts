import { toObjectLabels } from '../../app/object-labels.ts';
import { readVolumeFile } from '../../app/volume-files.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';

export interface DisplayedFile {
  /** Disposed of when the file has been read. */
  readonly engine: ContainerEngine;
  readonly volume: string;
  /** Absolute in the volume. */
  readonly path: string;
  readonly session: string;
}

/** Bytes; an editor would not show more either. */
const maxBytes = 50 * 1024 * 1024;

/** A volume's file for an editor. */
export async function readDisplayedFile(
  { engine, volume, path, session }: DisplayedFile,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const origin = { role: 'helper', session, source: '', created: Date.now() } as const;
  const access = { engine, volume, helperLabels: toObjectLabels(origin) };
  try {
    return await readVolumeFile(access, path.replace(/^\//, ''), maxBytes, signal);
  } finally {
    engine.dispose();
  }
}
