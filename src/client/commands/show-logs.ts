import { mergeLogs } from './merge-logs.ts';
import type { Container } from '../../ports/engine-objects.ts';
import { isOwnObject } from '../../app/object-labels.ts';
import type { Command, CommandContext } from './command-context.ts';
import { findContainers } from './find-containers.ts';

/** Lines of the past that are shown first. */
const tail = 1_000;

/** Shows what containers wrote, and what they go on to write, until the document is closed. */
export const showLogs: Command = async (context, argument) => {
  const { l10n, prompts, editor, signal } = context;
  const engine = await context.openEngine(signal);
  try {
    const found = await findContainers(context, engine, argument);
    const containers = found ?? (await pickContainer(context, await listContainers()));
    if (containers === undefined) return;
    if (containers.length === 0) {
      await prompts.tell(l10n.t('There is no container yet, so there are no logs.'));
      return;
    }
    const name = `${containers
      .map((container) => container.name)
      .join(', ')
      .slice(0, 80)}.log`;
    await editor.followText(name, (closed) =>
      mergeLogs(engine, containers, { tail, signal: AbortSignal.any([signal, closed]) }),
    );
  } finally {
    engine.dispose();
  }

  async function listContainers(): Promise<readonly Container[]> {
    const all = await engine.listContainers({}, signal);
    return all.filter(({ labels }) => !isOwnObject(labels));
  }
};

async function pickContainer(
  { prompts, l10n }: CommandContext,
  containers: readonly Container[],
): Promise<readonly Container[] | undefined> {
  if (containers.length === 0) return [];
  return prompts.pick(
    l10n.t('Whose logs shall be shown?'),
    containers.map((container) => ({
      label: container.name,
      description: container.status,
      value: [container],
    })),
  );
}
