import type { Command, CommandContext } from './command-context.ts';

/** Shows a rule's page: that of the finding whose code was clicked, else one that a person picks. */
export const openRule: Command = async (context, argument) => {
  const rule = typeof argument === 'string' ? argument : await pickRule(context);
  // A link in a document may carry anything; this is the form of a rule's id and of no other path.
  if (rule === undefined || !/^[a-z]+\/[a-z0-9-]+$/.test(rule)) return;
  await context.editor.openPage(`media/docs/rules/${rule}.md`);
};

async function pickRule({ l10n, prompts, language }: CommandContext): Promise<string | undefined> {
  const rules = await language.listRules();
  return prompts.pick(
    l10n.t('Which rule shall be explained?'),
    rules.map(({ id, summary }) => ({ label: id, description: summary, value: id })),
  );
}
