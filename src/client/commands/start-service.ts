import type { Command } from './command-context.ts';
import { findComposeProject, findServices } from './find-service.ts';
import { toServiceNames } from './service-names.ts';

/** Creates and starts a service with what it depends on. */
export const startService: Command = async (context, argument) => {
  const { l10n, prompts, signal } = context;
  const choice = await findServices(context, argument, l10n.t('Which service shall start?'));
  if (choice === undefined) return;
  const { services } = choice;
  const project = await findComposeProject(context, choice.project);
  const runner = await context.openCompose();
  const title = l10n.t('Starting {0}', toServiceNames(choice));
  await prompts.progress(title, (report, cancelled) =>
    runner.up(
      project,
      { services },
      ({ text }) => report(text),
      AbortSignal.any([signal, cancelled]),
    ),
  );
  context.views.refresh();
};
