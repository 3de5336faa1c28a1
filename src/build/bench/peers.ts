import { join } from 'node:path';
import { cacheFolder, ensureCached } from '../services/cache.ts';
import { runCommand } from '../services/run-command.ts';

/** The language servers that ours is measured beside, pinned. */
const packages = [
  'dockerfile-language-server-nodejs@0.15.0',
  'yaml-language-server@2.0.0',
] as const;

export interface Peers {
  /** Arguments for Node that start the server. */
  readonly dockerfile: readonly string[];
  readonly yaml: readonly string[];
}

/** Installs the peers once, outside of our own dependencies. */
export async function ensurePeers(): Promise<Peers> {
  const folder = await ensureCached('peers', async ({ folder: prefix }) => {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
    await runCommand('npm', ['install', '--prefix', prefix, ...flags, ...packages], {
      cwd: cacheFolder(),
    });
  });
  const bin = join(folder, 'node_modules');
  return {
    dockerfile: [join(bin, 'dockerfile-language-server-nodejs/bin/docker-langserver'), '--stdio'],
    yaml: [join(bin, 'yaml-language-server/bin/yaml-language-server'), '--stdio'],
  };
}
