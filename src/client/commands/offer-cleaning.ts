import type { EngineState } from '../../app/engine-state.ts';
import type { EngineWatch } from '../../app/engine-watch.ts';
import { formatSize } from '../../app/format-size.ts';
import { findLeftovers, removeLeftovers, type Leftover } from '../../app/leftovers.ts';
import { objectLabels } from '../../app/object-labels.ts';
import type { CommandContext } from './command-context.ts';

export interface CleaningOffer extends Pick<
  CommandContext,
  'l10n' | 'prompts' | 'signal' | 'openEngine'
> {
  /** Whether the process of a session has certainly ended. */
  readonly isSessionDead: (session: string) => boolean;
  /** Whether this window is at work in the engine. */
  readonly isBusy: () => boolean;
}

/** Calls `act` once, as soon as the engine that the views show answers. */
export function whenConnected(
  watch: Pick<EngineWatch, 'state' | 'subscribe'>,
  act: () => void,
): { dispose(): void } {
  let isDone = false;
  const subscription = watch.subscribe(look);
  function look({ kind }: EngineState): void {
    if (isDone || kind !== 'connected') return;
    isDone = true;
    subscription.dispose();
    act();
  }
  look(watch.state);
  return subscription;
}

/** Asks one question if a crash left something in the engine, and removes it on a yes. Silent otherwise. */
export async function offerCleaning(offer: CleaningOffer): Promise<void> {
  const { l10n, prompts, isBusy } = offer;
  if (isBusy()) return;
  const found = await findDead(offer);
  if (found.length === 0 || isBusy()) return;
  const remove = l10n.t('Remove {0} objects', found.length);
  const bytes = found.reduce((sum, { size = 0 }) => sum + size, 0);
  const chosen = await prompts.tell(
    bytes === 0
      ? l10n.t('A session of Drydock that was cut off left {0} objects behind.', found.length)
      : l10n.t(
          'A session of Drydock that was cut off left {0} objects behind, {1}.',
          found.length,
          formatSize(bytes),
        ),
    remove,
    l10n.t('Not Now'),
  );
  // The question may have stood for hours.
  if (chosen !== remove || isBusy()) return;
  const stayed = await removeFound(offer, found);
  if (stayed > 0) {
    await prompts.tell(
      l10n.t('{0} objects could not be removed, because something uses them.', stayed),
    );
  }
}

async function findDead({
  openEngine,
  isSessionDead,
  signal,
}: CleaningOffer): Promise<readonly Leftover[]> {
  const engine = await openEngine(signal);
  try {
    const labeled = await engine.listContainers({ labels: [objectLabels.role] }, signal);
    // A shell ends with its client, so one that runs belongs to somebody: on a shared engine, on another machine.
    const running = labeled.filter(({ state }) => state === 'running');
    const alive = new Set(running.map(({ labels }) => labels[objectLabels.session] ?? ''));
    const all = await findLeftovers(engine, alive, signal);
    return all.filter(({ session }) => isSessionDead(session));
  } finally {
    engine.dispose();
  }
}

async function removeFound(
  { openEngine, signal }: CleaningOffer,
  found: readonly Leftover[],
): Promise<number> {
  const engine = await openEngine(signal);
  try {
    return (await removeLeftovers(engine, found, signal)).length;
  } finally {
    engine.dispose();
  }
}
