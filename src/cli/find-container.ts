import { joinServices } from '../app/join-services.ts';
import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { Container } from '../ports/engine-objects.ts';
import type { CliContext } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * The container that a word on the command line means: a service of this folder's projects, else a container's name or id.
 * Of a service's containers the one that stopped last, or else the newest.
 */
export async function findContainer(
  context: CliContext,
  engine: ContainerEngine,
  word: string,
): Promise<string> {
  const [projects, containers] = await Promise.all([
    context.loadProjects(),
    engine.listContainers({}, context.signal),
  ]);
  const members = joinServices(projects, containers).declared.flatMap(
    (project) => project.containers.get(word) ?? [],
  );
  const [best] = [...members].sort(stoppedFirst);
  if (best !== undefined) return best.id;
  try {
    return (await engine.inspectContainer(word, {}, context.signal)).id;
  } catch (error) {
    if (!isEngineError(error, 'not-found', 'invalid')) throw error;
    const isDeclared = projects.some(({ services }) => services.some(({ name }) => name === word));
    throw new UsageError(
      isDeclared
        ? `The service "${word}" has no container yet: start it first.`
        : `There is no container and no service "${word}".`,
      { cause: error },
    );
  }
}

function stoppedFirst(left: Container, right: Container): number {
  const isRunning = (container: Container): number => Number(container.state === 'running');
  return isRunning(left) - isRunning(right) || right.created - left.created;
}
