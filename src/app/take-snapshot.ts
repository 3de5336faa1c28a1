import type { ContainerEngine } from '../ports/container-engine.ts';
import type { EngineSnapshot } from './engine-state.ts';

/** Asks an engine everything that the trees need, at once. */
export async function takeSnapshot(
  engine: ContainerEngine,
  signal: AbortSignal,
): Promise<EngineSnapshot> {
  const [about, containers, volumes, networks] = await Promise.all([
    engine.about(signal),
    engine.listContainers({}, signal),
    engine.listVolumes({}, signal),
    engine.listNetworks({}, signal),
  ]);
  return { about, address: engine.address, containers, volumes, networks };
}
