import type { InstallCommand } from '../model/python-install-commands.ts';

/** The lock file that the command goes by. */
export function findLock({ tool, action }: InstallCommand): string | undefined {
  if (action !== 'sync') return undefined;
  return tool === 'uv' ? 'uv.lock' : tool === 'poetry' ? 'poetry.lock' : undefined;
}

/** `uv sync --frozen` stops where there is no lock file. */
export function needsLock({ options }: InstallCommand): boolean {
  return options.some(({ name }) => name === '--frozen' || name === '--locked');
}

/** True where the command says that it goes without, or says itself what it wants of the file. */
export function hasNoLock({ options }: InstallCommand): boolean {
  return options.some(({ name }) => /^--(?:only-root|frozen|locked|script)$/.test(name));
}
