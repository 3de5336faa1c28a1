import type { Command } from './command-context.ts';

/** Shows what Drydock logged. */
export const showOutput: Command = ({ views }) => {
  views.showOutput();
  return Promise.resolve();
};
