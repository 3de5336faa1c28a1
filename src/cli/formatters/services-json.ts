import type { DeclaredProject } from '../../app/declared-project.ts';
import type { EngineSnapshot } from '../../app/engine-state.ts';
import { inDependencyOrder, joinServices } from '../../app/join-services.ts';
import type { Container } from '../../ports/engine-objects.ts';

/** What `drydock ps --format json` prints. */
export function toServicesJson(
  projects: readonly DeclaredProject[],
  snapshot: EngineSnapshot | undefined,
): object {
  const joined = joinServices(projects, snapshot?.containers ?? []);
  return {
    version: 1,
    engine:
      snapshot === undefined
        ? null
        : { kind: snapshot.about.kind, version: snapshot.about.version, address: snapshot.address },
    projects: joined.declared.map(({ project, containers, runningName }) => ({
      name: runningName ?? project.projectName,
      directory: project.directory,
      files: project.files,
      services: inDependencyOrder(project.services).map((service) => ({
        name: service.name,
        image: service.image ?? null,
        dependsOn: service.dependsOn,
        containers: (containers.get(service.name) ?? []).map(toContainerJson),
      })),
    })),
    otherProjects: joined.foreign.map(({ name, containers }) => ({
      name,
      containers: containers.map(toContainerJson),
    })),
    containers: joined.loose.map(toContainerJson),
  };
}

function toContainerJson(container: Container): object {
  return {
    id: container.id,
    name: container.name,
    image: container.image,
    state: container.state,
    health: container.health ?? null,
    exitCode: container.exitCode ?? null,
    status: container.status,
    created: container.created,
    ports: container.ports,
  };
}
