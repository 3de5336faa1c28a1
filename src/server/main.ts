import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadSnapshot } from '../adapters/node/project-files.ts';
import { rules } from '../core/rules/index.ts';
import { limitMemory } from './memory-limits.ts';
import { serve } from './serve.ts';
import { createLinter } from './workspace/create-linter.ts';

limitMemory();

// The language server as a program of its own: it speaks over what its arguments name, `--stdio` as a rule.
serve({
  connection: createConnection(ProposedFeatures.all),
  parts: {
    load: (folder, signal) => loadSnapshot(folder, signal),
    createLinter,
    rules: rules.map(({ id, summary }) => ({ id, summary })),
  },
  rulePage: `${new URL('../media/docs/rules/', import.meta.url).href}{rule}.md`,
});
