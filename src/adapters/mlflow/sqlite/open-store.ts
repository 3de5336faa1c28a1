import { existsSync, statfsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { TrackingError } from '../../../ports/tracking-store.ts';
import { copyDatabase, signatureOf } from './private-copy.ts';
import { readSchema, type Schema } from './schema.ts';
import { findResultCode } from './sqlite-error.ts';

/** A database that is ready for queries. */
export interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly schema: Schema;
}

interface Opened extends OpenDatabase {
  readonly isCopy: boolean;
  readonly signature: string;
}

/** READONLY_ROLLBACK, CANTOPEN and READONLY_DIRECTORY: what a crashed writer leaves cannot be read in place. */
const needsCopy: readonly number[] = [776, 14, 1544];

/** Up to this many bytes a WAL database is copied rather than read in place: readers leave marks in its `-shm` file. */
const eagerCopyBytes = 64 * 1024 * 1024;

/** NFS, SMB, CIFS, 9p and FUSE, where locks of other machines do not reach us. */
const remoteFileSystems: readonly number[] = [
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546,
];

/**
 * Opens a database so that its files stay as they are to the byte and nothing appears beside them: in place and
 * read-only where that is safe, else from a private copy, which is made anew when the files change.
 */
export class OpenStore {
  readonly #file: string;
  readonly #copyFolder: string;
  #opened: Opened | undefined;

  constructor(file: string, copyFolder: string) {
    this.#file = file;
    this.#copyFolder = copyFolder;
  }

  async open(): Promise<OpenDatabase> {
    const signature = signatureOf(this.#file);
    const kept = this.#opened;
    if (kept !== undefined && isSame(kept, signature)) return kept;
    kept?.database.close();
    this.#opened = undefined;
    const { database, isCopy } = await this.#openFile();
    try {
      const schema = readSchema(database);
      this.#opened = { database, schema, isCopy, signature: signature.all };
      return this.#opened;
    } catch (cause) {
      database.close();
      throw cause;
    }
  }

  async #openFile(): Promise<{ database: DatabaseSync; isCopy: boolean }> {
    const isWal = await readsAsWal(this.#file);
    if (isRemote(this.#file) || (isWal && mustCopyWal(this.#file))) return this.#openCopy();
    const database = await connect(this.#file, true);
    try {
      // mmap off: a file that shrinks under a map would end the process.
      database.exec('PRAGMA busy_timeout = 3000; PRAGMA query_only = 1; PRAGMA mmap_size = 0');
      database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get();
      harden(database);
      return { database, isCopy: false };
    } catch (cause) {
      database.close();
      if (needsCopy.includes(findResultCode(cause) ?? 0)) return this.#openCopy();
      throw cause;
    }
  }

  async #openCopy(): Promise<{ database: DatabaseSync; isCopy: boolean }> {
    const copy = await copyDatabase(this.#file, this.#copyFolder);
    // Read-write, so that SQLite can roll back or replay what the writer left.
    const database = await connect(copy.file, false);
    try {
      database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get();
      harden(database);
      const check = copy.isSmall ? database.prepare('PRAGMA quick_check(1)').get() : undefined;
      if (check !== undefined && check['quick_check'] !== 'ok') {
        throw new TrackingError('damaged', 'The database does not pass its own check.');
      }
      database.exec('PRAGMA query_only = 1');
      return { database, isCopy: true };
    } catch (cause) {
      database.close();
      throw cause;
    }
  }
}

function isSame(opened: Opened, now: { readonly file: string; readonly all: string }): boolean {
  return opened.isCopy ? opened.signature === now.all : opened.signature.startsWith(`${now.file};`);
}

/** The file is other people's: no functions from its schema, and LIKE as MLflow sets it. */
function harden(database: DatabaseSync): void {
  database.exec('PRAGMA trusted_schema = 0; PRAGMA case_sensitive_like = 1');
}

async function connect(file: string, readOnly: boolean): Promise<DatabaseSync> {
  const sqlite = await import('node:sqlite').catch((cause: unknown) => {
    throw new TrackingError('no-sqlite', 'This Node has no SQLite.', { cause });
  });
  return new sqlite.DatabaseSync(file, { readOnly });
}

async function readsAsWal(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    if (bytesRead < 20 || buffer.toString('latin1', 0, 15) !== 'SQLite format 3') {
      throw new TrackingError('not-a-store', 'The file is no SQLite database.');
    }
    return buffer[18] === 2 || buffer[19] === 2;
  } finally {
    await handle.close();
  }
}

function mustCopyWal(file: string): boolean {
  return !existsSync(`${file}-shm`) || statSync(file).size <= eagerCopyBytes;
}

function isRemote(file: string): boolean {
  return process.platform === 'linux' && remoteFileSystems.includes(statfsSync(file).type);
}
