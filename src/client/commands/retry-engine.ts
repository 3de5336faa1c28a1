import type { Command } from './command-context.ts';

/** Looks for the engine again, which may be another one by now. */
export const retryEngine: Command = ({ views }) => {
  views.retryEngine();
  return Promise.resolve();
};
