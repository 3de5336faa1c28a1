import { findLeftovers, removeLeftovers } from '../../app/leftovers.ts';
import type { Command } from './command-context.ts';

/** Lists what a crash left in the engine, and removes it after one question. */
export const removeLeftoversOfCrashes: Command = async (context) => {
  const { l10n, prompts, signal } = context;
  const engine = await context.openEngine(signal);
  try {
    const all = await findLeftovers(engine, new Set(), signal);
    const dead = all.filter((leftover) => !context.isSessionAlive(leftover));
    if (dead.length === 0) {
      await prompts.tell(l10n.t('Nothing is left over.'));
      return;
    }
    const list = dead.map(({ kind, name }) => `${kind} ${name}`).join('\n');
    const question = l10n.t('Remove {0} objects that Drydock left behind?', dead.length);
    if (!(await prompts.confirm(question, list, l10n.t('Remove')))) return;
    const stayed = await removeLeftovers(engine, dead, signal);
    await prompts.tell(
      stayed.length === 0
        ? l10n.t('Removed {0} objects.', dead.length)
        : l10n.t('{0} objects could not be removed, because something uses them.', stayed.length),
    );
  } finally {
    engine.dispose();
  }
};
