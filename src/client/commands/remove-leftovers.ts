import { findLeftovers, removeLeftovers, type Leftover } from '../../app/leftovers.ts';
import type { Command, CommandContext } from './command-context.ts';

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
    const list = dead.map((leftover) => describeLeftover(leftover, l10n)).join('\n');
    const question =
      dead.length === 1
        ? l10n.t('Remove 1 object that Drydock left behind?')
        : l10n.t('Remove {0} objects that Drydock left behind?', dead.length);
    if (!(await prompts.confirm(question, list, l10n.t('Remove')))) return;
    const stayed = await removeLeftovers(engine, dead, signal);
    await prompts.tell(describeOutcome({ gone: dead.length, stayed: stayed.length }, l10n));
  } finally {
    engine.dispose();
  }
};

function describeLeftover({ kind, name }: Leftover, l10n: CommandContext['l10n']): string {
  switch (kind) {
    case 'container': {
      return l10n.t('container {0}', name);
    }
    case 'image': {
      return l10n.t('image {0}', name);
    }
    case 'volume': {
      return l10n.t('volume {0}', name);
    }
  }
}

function describeOutcome(
  { gone, stayed }: { readonly gone: number; readonly stayed: number },
  l10n: CommandContext['l10n'],
): string {
  if (stayed === 1) {
    return l10n.t('1 object could not be removed, because something uses it.');
  }
  if (stayed > 0) {
    return l10n.t('{0} objects could not be removed, because something uses them.', stayed);
  }
  return gone === 1 ? l10n.t('Removed 1 object.') : l10n.t('Removed {0} objects.', gone);
}
