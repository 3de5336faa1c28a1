import type { Command } from './command-context.ts';
import { findServices } from './find-service.ts';

/** Shows where a service is declared. */
export const openService: Command = async (context, argument) => {
  const { l10n, editor } = context;
  const choice = await findServices(context, argument, l10n.t('Which service shall be shown?'));
  if (choice === undefined) return;
  const { project, services } = choice;
  const service = project.services.find(({ name }) => name === services[0]);
  const file = service?.file ?? project.files[0];
  if (file !== undefined) await editor.openFile(file, service?.line);
};
