import type { Command } from './command-context.ts';

/** Reads files, engine and stores again. */
export const refreshViews: Command = ({ views }) => {
  views.refresh();
  return Promise.resolve();
};
