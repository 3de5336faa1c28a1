import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CliCommand } from '../command.ts';
import { findProductFolder } from '../product-folder.ts';
import { UsageError } from '../usage-error.ts';

/** `drydock server --stdio`: the language server, in this very process, so that it takes no second one's memory. */
export const serverCommand: CliCommand = async (context, args) => {
  const paths = [join('dist', 'server.js'), join('src', 'server', 'main.ts')];
  const program = paths
    .map((path) => join(findProductFolder(), path))
    .find((path) => existsSync(path));
  if (program === undefined) throw new UsageError('The language server is not built here.');
  // The server reads its transport from the program's arguments.
  if (args.length === 0) process.argv.push('--stdio');
  await import(pathToFileURL(program).href);
  const aborted = Promise.withResolvers<number>();
  context.signal.addEventListener('abort', () => aborted.resolve(0), { once: true });
  const exitCode = await aborted.promise;
  // Without its input the server ends by itself.
  context.stdin.destroy();
  return exitCode;
};
