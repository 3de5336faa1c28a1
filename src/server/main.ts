import { parentPort, workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { loadSnapshot } from '../adapters/node/project-files.ts';
import { rules } from '../core/rules/index.ts';
import { limitMemory } from './memory-limits.ts';
import { serve } from './serve.ts';
import { createLinter } from './workspace/create-linter.ts';
import { createLintThread } from './workspace/lint-thread.ts';
import { lintThreadMark } from './workspace/lint-thread-protocol.ts';
import { runLintThread } from './workspace/run-lint-thread.ts';

// The language server as a program of its own: it speaks over what its arguments name, `--stdio` as a rule. It starts itself
// again as a thread that lints what is large.
if (workerData === lintThreadMark && parentPort !== null) runLintThread(parentPort, createLinter());
else runServer();

function runServer(): void {
  limitMemory();
  serve({
    connection: createConnection(ProposedFeatures.all),
    parts: {
      load: (folder, signal) => loadSnapshot(folder, signal),
      createLinter,
      createLintThread: () => createLintThread(new URL(import.meta.url)),
      rules: rules.map(({ id, summary }) => ({ id, summary })),
    },
    rulePage: `${new URL('../media/docs/rules/', import.meta.url).href}{rule}.md`,
  });
}
