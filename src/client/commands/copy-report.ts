import { writeDiagnosticsReport } from '../../app/diagnostics-report.ts';
import type { Command } from './command-context.ts';

/** Copies what a person needs to report a fault of Drydock. */
export const copyReport: Command = async ({ l10n, about, editor, prompts }) => {
  await editor.copy(writeDiagnosticsReport(await about()));
  await prompts.tell(l10n.t('The report is in the clipboard. Look it over before you send it.'));
};
