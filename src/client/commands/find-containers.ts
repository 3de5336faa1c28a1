import { joinServices } from '../../app/join-services.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { Container } from '../../ports/engine-objects.ts';
import type { CommandContext } from './command-context.ts';
import { loadDeclared } from './find-service.ts';
import { findTarget } from './find-target.ts';

/** The containers of a row: of a container itself, of a service or of a whole project; undefined for no row. */
export async function findContainers(
  context: CommandContext,
  engine: ContainerEngine,
  argument: unknown,
): Promise<readonly Container[] | undefined> {
  const target = findTarget(argument, 'container', 'service', 'fileSet');
  if (target === undefined) return undefined;
  const all = await engine.listContainers({}, context.signal);
  if (target.kind === 'container') return all.filter(({ id }) => id === target.id);
  const { declared } = joinServices(await loadDeclared(context), all);
  const joined = declared.find(
    ({ project }) => project.root === target.root && project.fileSet === target.fileSet,
  );
  if (target.kind === 'fileSet') return [...(joined?.containers.values() ?? [])].flat();
  return joined?.containers.get(target.service) ?? [];
}
