import { rules } from '../../core/rules/index.ts';
import type { Command } from './command-context.ts';

/** Shows a rule's page: that of the finding whose code was clicked, else one that a person picks. */
export const openRule: Command = async ({ l10n, prompts, editor }, argument) => {
  const rule =
    typeof argument === 'string'
      ? argument
      : await prompts.pick(
          l10n.t('Which rule shall be explained?'),
          rules.map(({ id, summary }) => ({ label: id, description: summary, value: id })),
        );
  // A link in a document may carry anything; only rules have pages.
  if (rule === undefined || !rules.some(({ id }) => id === rule)) return;
  await editor.openPage(`media/docs/rules/${rule}.md`);
};
