import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Shows what a run left in its store, read-only. */
export const openArtifact: Command = async ({ editor }, argument) => {
  const artifact = findTarget(argument, 'artifact');
  if (artifact !== undefined) await editor.openArtifact(artifact);
};
