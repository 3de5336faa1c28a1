import { nameOf } from '../../base/project-path.ts';
import { findConfiguredListens } from '../../model/listen-addresses.ts';
import { findCommandPort, findServiceListeners } from '../../model/listen-ports.ts';
import {
  findClientPort,
  findHealthPath,
  findHealthServer,
  findProbe,
  findStageProbe,
} from '../../model/listen-probes.ts';
import type { Project, Service } from '../../model/project.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';
import { isBusyBox, usesWget } from '../../rulekit/health-programs.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

const messages = {
  published: 'Port {probe} is the port of the host; inside the container it is {port}.',
  path: '{program} answers health checks at "{known}", and has nothing at "{path}".',
  family:
    'wget of BusyBox takes localhost for ::1, where this server does not listen; use 127.0.0.1.',
  idle: 'The health check of the image asks port {port}, and this command serves nothing.',
} as const;

export const requireHealthAddress = defineRule({
  id: 'project/require-health-address',
  summary: 'Require health checks to use an address that the server has',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    stage(stage, report, { dockerfile }) {
      if (dockerfile?.stages.at(-1) !== stage) return;
      const probe = findStageProbe(stage);
      if (probe === undefined || probe.at.file !== dockerfile.path) return;
      const commands = findStageCommands(stage);
      const server = findHealthServer(commands, undefined);
      const known = server === undefined ? undefined : findHealthPath(server, probe.path);
      if (server !== undefined && known !== undefined) {
        report.path(probe.at, { program: server.name, known, path: probe.path });
      }
      const check = stage.instructions.findLast(
        ({ instruction }) => instruction.keyword === 'HEALTHCHECK',
      );
      const [first] = check?.instruction.inner?.exec ?? [];
      const program = first?.text ?? findPrograms(check?.script)[0]?.name;
      const isOpen = isBusyBox(stage, undefined) && hasOnlyOldFamily(commands);
      if (nameOf(program ?? '') === 'wget' && probe.host === 'localhost' && isOpen) {
        report.family(probe.at);
      }
    },
    service(service, report, { project }) {
      const test = service.healthcheck?.test;
      checkInherited(service, report);
      const client = service.healthcheck?.isDisabled === true ? undefined : findClientPort(test);
      const own = client === undefined ? undefined : findInside(client.port, service);
      if (client !== undefined && own !== undefined) {
        report.published(client.at, { probe: String(client.port), port: String(own) });
      }
      const probe = findProbe(test);
      if (probe === undefined || service.healthcheck?.isDisabled === true) return;
      const commands = findServiceCommands(service);
      const inside = findInside(probe.port, service);
      if (inside !== undefined) {
        report.published(probe.at, { probe: String(probe.port), port: String(inside) });
      }
      const server = findHealthServer(commands, service);
      const known = server === undefined ? undefined : findHealthPath(server, probe.path);
      if (server !== undefined && known !== undefined) {
        report.path(probe.at, { program: server.name, known, path: probe.path });
      }
      const isLocal = probe.host === 'localhost' && isBusyBox(findServiceStage(service), service);
      if (isLocal && usesWget(test) && listensOnOldFamily(service, commands, project)) {
        report.family(probe.at);
      }
    },
  },
});

/** A worker that keeps the health check of the server whose image it shares. */
function checkInherited(service: Service, report: Report<typeof messages>): void {
  const stage = findServiceStage(service);
  const probe = stage === undefined ? undefined : findStageProbe(stage);
  if (service.healthcheck !== undefined || service.command === undefined || probe === undefined)
    return;
  const words = service.command.words.map(({ text }) => text).join(' ');
  if (!/(?:^|\s)(?:celery|rq|dramatiq|arq|huey_consumer)\s/.test(`${words} `)) return;
  const related = [{ at: probe.at, message: 'The health check is here.' }];
  report.idle(service.command.at, { port: String(probe.port) }, { related });
}

/** The port of the container behind a port of the host, where nothing in the container has that one. */
function findInside(port: number, service: Service): number | undefined {
  const published = service.ports.find(
    (one) => one.published?.first === port && one.published.last === port,
  );
  const inside = published?.target?.first;
  if (inside === undefined || inside === port) return undefined;
  return findServiceListeners(service).includes(port) ? undefined : inside;
}

function listensOnOldFamily(
  { mounts, build, image }: Service,
  commands: readonly StartedCommand[],
  project: Project,
): boolean {
  if (build !== undefined || !/(?:^|\/)nginx(?:-unprivileged)?$/.test(image?.repository ?? '')) {
    return hasOnlyOldFamily(commands);
  }
  const listens = mounts.flatMap(({ sourcePath }) => findConfiguredListens(sourcePath, project));
  return listens.length > 0 && listens.every((listen) => !listen.includes('['));
}

/** Servers that take `0.0.0.0` at its word. */
function hasOnlyOldFamily(commands: readonly StartedCommand[]): boolean {
  if (findCommandPort(commands) === undefined) return false;
  return commands.some(({ words }) =>
    words.some(({ text }) => /(?:^|=|:\/\/)0\.0\.0\.0(?::\d+)?$/.test(text)),
  );
}

export const requireHealthAddressPage = definePage({
  rationale:
    'A health check runs inside the container. It sees the ports of the container and not those of the host, and it has to ask a server at the path where that server says how it is. In Alpine, wget tries only the first address of localhost, which is ::1.',
  exceptions: 'A server whose paths were moved by an option or a configuration is left alone.',
  references: ['https://docs.docker.com/reference/compose-file/services/#healthcheck'],
  bad: [
    {
      title: 'A port of the host, and a path under which nothing is served',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    ports: ["8080:80"]
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/"]
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0 --backend-store-uri sqlite:////data/runs.db
    volumes: ["runs:/data"]
    healthcheck:
      test: ["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://localhost:5000/api/health')"]
volumes:
  runs:
`,
      },
    },
    {
      title: 'localhost in Alpine',
      files: {
        Dockerfile: `FROM python:3.12-alpine
HEALTHCHECK CMD wget -q -O /dev/null http://localhost:8000/ || exit 1
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
`,
      },
    },
    {
      title: 'A worker with the health check of a server',
      files: {
        'compose.yaml': `services:
  worker:
    build: .
    command: celery -A jobs worker
`,
        Dockerfile: `FROM python:3.12-slim
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://localhost:8000/')"
CMD ["python", "-m", "http.server", "8000"]
`,
      },
    },
  ],
  good: [
    {
      title: 'The port of the container, and an address of the server',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    ports: ["8080:80"]
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:80/"]
`,
        Dockerfile: `FROM python:3.12-alpine
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8000/ || exit 1
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
`,
      },
    },
  ],
});
