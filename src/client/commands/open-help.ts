import type { Command } from './command-context.ts';

/** Opens Docker's own page on how to install an engine. */
export const installEngine: Command = ({ editor }) =>
  editor.openAddress('https://docs.docker.com/engine/install/');

/** Opens Docker's own page on how to start the engine. */
export const startEngine: Command = ({ editor }) =>
  editor.openAddress('https://docs.docker.com/engine/daemon/start/');

/** Opens Docker's own page on how a user gets access to the engine. */
export const getPermission: Command = ({ editor }) =>
  editor.openAddress('https://docs.docker.com/engine/install/linux-postinstall/');
