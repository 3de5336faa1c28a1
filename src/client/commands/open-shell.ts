import { openDebugShell, type DebugShellMode } from '../../app/debug-shell.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { Container } from '../../ports/engine-objects.ts';
import type { Command, CommandContext } from './command-context.ts';
import { pickStopped } from './pick-stopped.ts';

/** Opens a terminal with a shell on a copy of a stopped container's files; closing it leaves nothing behind. */
export const openShell: Command = async (context, argument) => {
  const engine = await context.openEngine(context.signal);
  let isHandedOver = false;
  try {
    const container = await pickStopped(context, {
      engine,
      argument,
      question: context.l10n.t('In which stopped container shall a shell open?'),
      isWanted: ({ state }) => state !== 'running',
    });
    if (container === undefined) return;
    const mode = await pickMode(context, container);
    if (mode === undefined) return;
    const session = await openSession(context, engine, { container, mode });
    // The session talks to the engine until it ends.
    isHandedOver = true;
    void session.exit.finally(() => engine.dispose());
    try {
      await context.openTerminal(session);
    } catch (error) {
      // Nobody could see or end it.
      await session.close();
      throw error;
    }
    for (const note of session.notes) void context.prompts.tell(note);
  } finally {
    if (!isHandedOver) engine.dispose();
  }
};

async function pickMode(
  { l10n, prompts, toolboxImage }: CommandContext,
  { name }: Container,
): Promise<DebugShellMode | undefined> {
  return prompts.pick<DebugShellMode>(l10n.t('How shall the shell see {0}?', name), [
    {
      label: l10n.t('Reproduce'),
      description: l10n.t('same user, environment, volumes and networks'),
      detail: l10n.t(
        'On a writable copy of its files; volumes are read-only. Changes go when it closes.',
      ),
      icon: 'debug-rerun',
      value: 'reproduce',
    },
    {
      label: l10n.t('Look'),
      description: l10n.t('read-only, no network'),
      detail:
        toolboxImage === ''
          ? l10n.t('On a copy of its files, from where nothing can be reached.')
          : l10n.t('In a container of {0}, with its files below /target.', toolboxImage),
      icon: 'eye',
      value: 'look',
    },
  ]);
}

async function openSession(
  { l10n, prompts, signal, toolboxImage, createSessionName }: CommandContext,
  engine: ContainerEngine,
  choice: { readonly container: Container; readonly mode: DebugShellMode },
): ReturnType<typeof openDebugShell> {
  const { container, mode } = choice;
  return prompts.progress(l10n.t('Opening a shell in {0}', container.name), (_report, cancelled) =>
    openDebugShell(
      engine,
      {
        container: container.id,
        mode,
        tty: true,
        session: createSessionName(),
        now: Date.now(),
        toolboxImage,
      },
      AbortSignal.any([signal, cancelled]),
    ),
  );
}
