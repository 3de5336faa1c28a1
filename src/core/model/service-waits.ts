import { findCodeAddresses } from './process-addresses.ts';
import { findProcessScripts } from './process-scripts.ts';
import type { FileSet, Project, Service } from './project.ts';
import { findServiceByHost } from './service-address.ts';
import { findEnvironmentAddresses } from './service-addresses.ts';
import { findServiceCommands, findServiceStage } from './started-commands.ts';

/** True where a program is told where another service is, and nothing of it shows that it waits for it. */
export function connectsAtOnce(
  service: Service,
  target: Service,
  { fileSet, project }: { readonly fileSet: FileSet; readonly project: Project },
): boolean {
  if (waitsByItself(service, project)) return false;
  const leadsThere = (host: string): boolean => findServiceByHost(fileSet, host) === target;
  if (findEnvironmentAddresses(service).some(({ host }) => leadsThere(host))) return true;
  const peer = project.mlflow.findStack(fileSet).peers.find((one) => one.service === service);
  return peer?.sources.flatMap(findCodeAddresses).some(({ host }) => leadsThere(host)) ?? false;
}

/** Images that wait for their database, and start texts that do. */
function waitsByItself(service: Service, project: Project): boolean {
  const stage = findServiceStage(service);
  const images = [service.image?.repository ?? '', stage?.base?.repository ?? ''];
  if (images.some((image) => patient.test(image))) return true;
  // Images of one's own on top of Airflow have its entrypoint.
  if (`${service.name} ${images.join(' ')}`.includes('airflow')) return true;
  const words = findServiceCommands(service).flatMap((command) => command.words);
  // MLflow tries again to reach its store for minutes.
  if (words.some(({ text }) => waiting.test(text) || /(?:^|\/)mlflow$/.test(text))) return true;
  const views = project.views.processes.filter(
    (view) => view.service === service || (stage !== undefined && view.stage === stage),
  );
  return findProcessScripts(views, project).some(
    ({ script, file }) =>
      (file !== undefined && waiting.test(file.text)) ||
      script.commands.some((command) => command.words.some(({ plain }) => waiting.test(plain))),
  );
}

const patient =
  /(?:^|\/)(?:mlflow|grafana|metabase|superset|keycloak|kafka-ui|pgbouncer|prometheus|\w*-?exporter|adminer|pgadmin4?|mongo-express)$/;

const waiting =
  /wait[-_]?for|dockerize|pg_isready|mysqladmin|mongosh|redis-cli|\bnc\b|\bsleep\b|\buntil\b|retry|\/dev\/tcp/i;
