import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileWriteError } from '../../ports/file-writer.ts';
import type { FileToWrite, FileWriter } from '../../ports/file-writer.ts';

/** This machine's files. A file keeps its mode, and a link stays a link. */
export class DiskFileWriter implements FileWriter {
  async writeAll(files: readonly FileToWrite[], signal: AbortSignal): Promise<void> {
    for (const file of files) await checkUnchanged(file, signal);
    for (const { path, text, expected } of files) {
      signal.throwIfAborted();
      try {
        await mkdir(dirname(path), { recursive: true });
        // `wx` fails where somebody made the file since the check.
        await writeFile(path, text, { flag: expected === undefined ? 'wx' : 'w' });
      } catch (cause) {
        throw toFileWriteError(path, cause);
      }
    }
  }
}

async function checkUnchanged({ path, expected }: FileToWrite, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const present = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw toFileWriteError(path, cause);
  });
  if (present === expected) return;
  const what = expected === undefined ? 'is there already' : 'has changed meanwhile';
  throw new FileWriteError('changed', path, `${path} ${what}; nothing was written.`);
}

function toFileWriteError(path: string, cause: unknown): FileWriteError {
  const code = codeOf(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  if (code === 'EEXIST') {
    return new FileWriteError('changed', path, `${path} is there already.`, { cause });
  }
  const isDenied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  return new FileWriteError(isDenied ? 'denied' : 'unexpected', path, message, { cause });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
