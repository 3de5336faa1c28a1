import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The docker program by the search path alone: never out of the working folder, which may belong to a stranger, and
 * never a batch file, whose arguments Windows would read as a command line.
 */
export async function findDockerProgram(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const platformPath = platform === 'win32' ? path.win32 : path.posix;
  const name = platform === 'win32' ? 'docker.exe' : 'docker';
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(platformPath.delimiter);
  for (const folder of folders.filter((candidate) => platformPath.isAbsolute(candidate))) {
    const candidate = platformPath.join(folder, name);
    if (await isProgram(candidate)) return candidate;
  }
  return undefined;
}

async function isProgram(candidate: string): Promise<boolean> {
  try {
    await access(candidate, constants.X_OK);
    return (await stat(candidate)).isFile();
  } catch {
    // Absent or not ours to run: the search goes on.
    return false;
  }
}
