import { isOwnObject } from '../../app/object-labels.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { Container } from '../../ports/engine-objects.ts';
import type { CommandContext } from './command-context.ts';
import { findContainers } from './find-containers.ts';

export interface StoppedQuestion {
  readonly engine: ContainerEngine;
  /** What the command was called with: a row, a target, nothing. */
  readonly argument: unknown;
  readonly question: string;
  readonly isWanted: (container: Container) => boolean;
}

/** Containers whose end is asked for, each by a call of a few milliseconds; the others come after them. */
const askedAtMost = 50;

/** The container of a row, else the one that a person picks; what stopped last is offered first. */
export async function pickStopped(
  context: CommandContext,
  { engine, argument, question, isWanted }: StoppedQuestion,
): Promise<Container | undefined> {
  const { l10n, prompts, signal } = context;
  const meant = await findContainers(context, engine, argument);
  const all = meant ?? (await engine.listContainers({}, signal));
  const wanted = all.filter((container) => !isOwnObject(container.labels) && isWanted(container));
  if (wanted.length === 0) {
    await prompts.tell(l10n.t('There is no stopped container.'));
    return undefined;
  }
  if (meant !== undefined && wanted.length === 1) return wanted[0];
  return prompts.pick(
    question,
    (await sortByEnd(engine, wanted, signal)).map((container) => ({
      label: container.name,
      description: container.status,
      detail: container.image,
      icon: 'vm-outline',
      value: container,
    })),
  );
}

async function sortByEnd(
  engine: ContainerEngine,
  containers: readonly Container[],
  signal: AbortSignal,
): Promise<readonly Container[]> {
  const newest = containers.toSorted((a, b) => b.created - a.created);
  const ends = await Promise.all(
    newest.slice(0, askedAtMost).map(async ({ id, created }) => {
      // One that has gone meanwhile is no reason to offer none.
      const details = await engine.inspectContainer(id, {}, signal).catch(() => undefined);
      return [id, details?.finished ?? created] as const;
    }),
  );
  signal.throwIfAborted();
  const endOf = new Map(ends);
  return newest.toSorted((a, b) => (endOf.get(b.id) ?? 0) - (endOf.get(a.id) ?? 0));
}
