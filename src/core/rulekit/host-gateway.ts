import { parseUrlAddress } from '../model/service-address.ts';
import type { EnvironmentItem, FileSet, Project, Service } from '../model/project.ts';

/** The name of the host inside a container, which only Docker Desktop gives by itself. */
export const hostGateway = 'host.docker.internal';

/** The service that publishes a port of the host. */
export function findPublisher(
  port: number | undefined,
  services: readonly Service[],
): Service | undefined {
  if (port === undefined) return undefined;
  return services.find(({ ports }) => ports.some(({ published }) => published?.first === port));
}

/** True where an address of the host means another service of the project: its name is then the better advice. */
export function meansSibling(
  { name, value }: EnvironmentItem,
  fileSet: FileSet,
  { mlflow }: Project,
): boolean {
  const port = parseUrlAddress(value?.text ?? '')?.port;
  if (findPublisher(port, fileSet.services) !== undefined) return true;
  return name === 'MLFLOW_TRACKING_URI' && mlflow.findStack(fileSet).servers.length > 0;
}
