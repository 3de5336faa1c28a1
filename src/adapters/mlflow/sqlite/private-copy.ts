import { copyFileSync, mkdirSync, rmSync, statSync, constants } from 'node:fs';
import { join } from 'node:path';
import { TrackingError } from '../../../ports/tracking-store.ts';

/** Larger stores than this are not copied. */
const maxCopyBytes = 4 * 1024 ** 3;
/** Larger copies than this are not checked page by page. */
const maxCheckedBytes = 256 * 1024 * 1024;
const attempts = 5;

/** `-shm` is left out: SQLite makes it anew out of the log, and one from another moment would mislead it. */
const siblings = ['', '-wal', '-journal'];

/** Identity of a database file, and the state of all files that belong to it. */
export function signatureOf(file: string): { readonly file: string; readonly all: string } {
  const states = siblings.map((sibling) => {
    const status = statSync(file + sibling, { bigint: true, throwIfNoEntry: false });
    return status === undefined ? '-' : `${status.ino}:${status.size}:${status.mtimeNs}`;
  });
  const status = statSync(file, { bigint: true });
  const identity = `${status.dev}:${status.ino}`;
  return { file: identity, all: [identity, ...states].join(';') };
}

/** Copies a database with its log or journal; tries again when a writer changes them meanwhile. */
export async function copyDatabase(
  file: string,
  folder: string,
): Promise<{ readonly file: string; readonly isSmall: boolean }> {
  const size = statSync(file).size;
  if (size > maxCopyBytes) {
    throw new TrackingError('too-large', `A database of ${size} bytes would have to be copied.`);
  }
  const target = join(folder, 'store.db');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const before = signatureOf(file).all;
    for (const sibling of siblings) copyIfThere(file + sibling, target + sibling);
    if (signatureOf(file).all === before) return { file: target, isSmall: size <= maxCheckedBytes };
  }
  throw new TrackingError('locked', 'The database changed during each attempt to copy it.');
}

function copyIfThere(source: string, target: string): void {
  if (statSync(source, { throwIfNoEntry: false }) === undefined) return;
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
}
