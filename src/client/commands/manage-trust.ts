import type { Command } from './command-context.ts';

/** Opens VS Code's own page about trust. */
export const manageTrust: Command = ({ editor }) => editor.run('workbench.trust.manage');
