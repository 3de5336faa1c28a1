import { spawn } from 'node:child_process';
import { repositoryRoot } from '../repository.ts';

/** Runs a program of the repository in this terminal and returns its exit code; 1 when it could not run or was ended. */
export async function runAttached(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repositoryRoot,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
