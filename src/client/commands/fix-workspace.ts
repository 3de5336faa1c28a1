import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './command-context.ts';

/** More names help nobody to decide. */
const longestList = 10;

/** Applies the safe fixes of all files, as one undoable step. */
export const fixWorkspace: Command = async ({ l10n, prompts, language, editor, signal }) => {
  const fixed = await prompts.progress(l10n.t('Looking for safe fixes'), (_report, cancelled) =>
    language.fixWorkspace(AbortSignal.any([signal, cancelled])),
  );
  const changes = fixed
    .filter(({ uri }) => uri.startsWith('file:'))
    .map(({ uri, before, after }) => ({ path: fileURLToPath(uri), before, after }));
  if (changes.length === 0) {
    await prompts.tell(l10n.t('There is nothing that can be fixed safely.'));
    return;
  }
  const action = l10n.t('Fix');
  const names = changes.slice(0, longestList).map(({ path }) => basename(path));
  if (changes.length > longestList) names.push('…');
  const message = l10n.t('Apply safe fixes to {0} files?', changes.length);
  if (!(await prompts.confirm(message, names.join('\n'), action))) return;
  await editor.apply(l10n.t('Safe fixes'), changes);
};
