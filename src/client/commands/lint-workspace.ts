import type { Command } from './command-context.ts';

/** Lints every folder anew and shows the Problems view. */
export const lintWorkspace: Command = async ({ l10n, prompts, language, editor, signal }) => {
  const counts = await prompts.progress(l10n.t('Linting the workspace'), (report, cancelled) =>
    language.lintWorkspace(AbortSignal.any([signal, cancelled]), ({ done, total }) => {
      if (total > 1) report(l10n.t('{0} of {1} folders', done, total));
    }),
  );
  const { files, errors, warnings, others } = counts;
  if (files === 0) {
    await prompts.tell(l10n.t('No findings.'));
    return;
  }
  await editor.run('workbench.actions.view.problems');
  await prompts.tell(
    l10n.t('{0} errors, {1} warnings and {2} notes in {3} files.', errors, warnings, others, files),
  );
};
