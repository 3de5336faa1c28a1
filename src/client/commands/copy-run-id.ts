import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Puts a run's id on the clipboard. */
export const copyRunId: Command = async ({ editor }, argument) => {
  const run = findTarget(argument, 'run');
  if (run !== undefined) await editor.copy(run.run);
};
