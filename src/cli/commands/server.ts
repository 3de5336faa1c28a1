import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CliCommand } from '../command.ts';
import { findProductFolder } from '../product-folder.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock server --stdio`: the language server, with this program's own input and output. */
export const serverCommand: CliCommand = (context, args) => {
  const paths = [join('dist', 'server.js'), join('src', 'server', 'main.ts')];
  const program = paths
    .map((path) => join(findProductFolder(), path))
    .find((path) => existsSync(path));
  if (program === undefined) throw new UsageError('The language server is not built here.');
  const transport = args.length === 0 ? ['--stdio'] : args;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...transport], {
      stdio: 'inherit',
      cwd: context.cwd,
    });
    const stop = (): void => void child.kill();
    context.signal.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('exit', (code) => {
      context.signal.removeEventListener('abort', stop);
      resolve(code ?? 2);
    });
  });
};
