import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Every file and folder below a folder with its bytes and its time, to prove that nothing was touched. */
export async function fileStates(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true });
  const states: Record<string, string> = {};
  for (const name of ['', ...names].toSorted()) {
    const file = path.join(folder, name);
    const { mtimeMs, size } = await stat(file);
    const isFile = (await stat(file)).isFile();
    const hash = isFile
      ? createHash('sha256')
          .update(await readFile(file))
          .digest('hex')
      : '';
    states[name] = `${mtimeMs} ${isFile ? size : ''} ${hash}`;
  }
  return states;
}
