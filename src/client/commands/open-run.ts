import { toRunPage } from '../../app/tracking/run-page.ts';
import type { Command } from './command-context.ts';
import { findTarget } from './find-target.ts';

/** Shows everything that a run logged, as a read-only document. */
export const openRun: Command = async ({ editor, findStore, signal }, argument) => {
  const target = findTarget(argument, 'run');
  if (target === undefined) return;
  const store = await findStore(target.store, signal);
  if (store === undefined) return;
  const run = await store.run(target.run, signal);
  await editor.openText({ name: `${run.id}.txt`, text: toRunPage(run) });
};
