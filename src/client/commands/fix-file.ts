import type { Command } from './command-context.ts';

/** Applies the safe fixes of the file in the editor; VS Code says so where there are none. */
export const fixFile: Command = ({ editor }) =>
  editor.run('editor.action.sourceAction', { kind: 'source.fixAll.drydock', apply: 'first' });
