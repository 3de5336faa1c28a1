import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the docker program says; the engine is that of the run. */
export async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', [...args], { env: process.env, timeout: 60_000 });
  return stdout.trim();
}
