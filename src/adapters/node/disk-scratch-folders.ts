import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ScratchFolder, ScratchFolders } from '../../ports/scratch-folder.ts';

/** Scratch folders below a parent such as the system's folder for temporary files. */
export class DiskScratchFolders implements ScratchFolders {
  readonly #parent: string;

  constructor(parent: string) {
    this.#parent = parent;
  }

  async create(signal: AbortSignal): Promise<ScratchFolder> {
    signal.throwIfAborted();
    // `mkdtemp` makes the folder for this user only.
    const root = await mkdtemp(join(this.#parent, 'drydock-'));
    return {
      path: root,
      async write(path, bytes, writeSignal) {
        const target = join(root, path);
        const way = relative(root, target);
        if (way === '' || way.startsWith('..') || isAbsolute(way)) {
          throw new Error(`"${path}" leads out of its folder.`);
        }
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, bytes, { mode: 0o600, signal: writeSignal });
      },
      remove: () => rm(root, { recursive: true, force: true }),
    };
  }
}
