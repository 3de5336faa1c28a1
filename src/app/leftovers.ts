import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { Labels } from '../ports/engine-objects.ts';
import { objectLabels } from './object-labels.ts';

/** Something of ours that a crash left in the engine. */
export interface Leftover {
  readonly kind: 'container' | 'image' | 'volume';
  readonly id: string;
  readonly name: string;
  readonly session: string;
  /** When it was made, as its label says it; empty where it says nothing. */
  readonly created: string;
  /** Bytes; absent where the engine does not tell without counting. */
  readonly size?: number;
}

const ownRoles = ['debug', 'helper', 'snapshot'] as const;

/** What sessions that are not in `alive` left behind. Found by labels only, so nothing of a person is ever in it. */
export async function findLeftovers(
  engine: ContainerEngine,
  alive: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly Leftover[]> {
  const filter = { labels: [objectLabels.role] };
  const [containers, images, volumes] = await Promise.all([
    engine.listContainers(filter, signal),
    engine.listImages(filter, signal),
    engine.listVolumes(filter, signal),
  ]);
  const found: readonly (Leftover & { readonly labels: Labels })[] = [
    ...containers.map(({ id, name, labels }) => ({ ...origin('container', labels), id, name })),
    ...images.map(({ id, tags, labels, size }) => ({
      ...origin('image', labels),
      id,
      name: tags[0] ?? id.replace(/^sha256:/, '').slice(0, 12),
      size,
    })),
    ...volumes.map(({ name, labels }) => ({ ...origin('volume', labels), id: name, name })),
  ];
  return found
    .filter(
      ({ labels, session }) => isLeftoverRole(labels[objectLabels.role]) && !alive.has(session),
    )
    .map(({ labels: _labels, ...leftover }) => leftover);
}

/** Removes each by its exact id, containers first, and returns those that would not go. */
export async function removeLeftovers(
  engine: ContainerEngine,
  leftovers: readonly Leftover[],
  signal: AbortSignal,
): Promise<readonly Leftover[]> {
  const order = ['container', 'image', 'volume'];
  const sorted = [...leftovers].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const stayed: Leftover[] = [];
  for (const leftover of sorted) {
    if (!(await remove(engine, leftover, signal))) stayed.push(leftover);
  }
  return stayed;
}

function origin(
  kind: Leftover['kind'],
  labels: Labels,
): { kind: Leftover['kind']; session: string; created: string; labels: Labels } {
  return {
    kind,
    session: labels[objectLabels.session] ?? '',
    created: labels[objectLabels.created] ?? '',
    labels,
  };
}

function isLeftoverRole(role: string | undefined): boolean {
  return ownRoles.some((own) => own === role);
}

async function remove(
  engine: ContainerEngine,
  leftover: Leftover,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    switch (leftover.kind) {
      case 'container': {
        await engine.removeContainer(leftover.id, { force: true, volumes: true }, signal);
        return true;
      }
      case 'image': {
        await engine.removeImage(leftover.id, { force: true }, signal);
        return true;
      }
      default: {
        await engine.removeVolume(leftover.id, signal);
        return true;
      }
    }
  } catch (error) {
    if (isEngineError(error, 'not-found')) return true;
    // It removes itself already, as a shell does whose client has died.
    if (isEngineError(error, 'conflict') && /in progress/i.test(error.said ?? '')) return true;
    if (isEngineError(error, 'conflict', 'unexpected', 'invalid')) return false;
    throw error;
  }
}
