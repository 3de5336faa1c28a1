import type { Command } from './command-context.ts';

/** Ends the language server's process and starts a new one. */
export const restartServer: Command = ({ language }) => language.restart();
