import { nameOf } from '../../base/project-path.ts';
import { findConfiguredListens } from '../../model/listen-addresses.ts';
import { findCommandPort, findServiceListeners } from '../../model/listen-ports.ts';
import {
  findHealthPath,
  findHealthServer,
  findProbe,
  findStageProbe,
} from '../../model/listen-probes.ts';
import type { ProcessLine, Project, Service, Stage } from '../../model/project.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const requireHealthAddress = defineRule({
  id: 'project/require-health-address',
  summary: 'Require health checks to use an address that the server has',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    published: 'Port {probe} is the port of the host; inside the container it is {port}.',
    path: '{program} says how it is at "{known}", and has nothing at "{path}".',
    family:
      'wget of BusyBox takes localhost for ::1, where this server does not listen; use 127.0.0.1.',
  },
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

/** The port of the container behind a port of the host, where nothing in the container has that one. */
function findInside(port: number, service: Service): number | undefined {
  const published = service.ports.find(
    (one) => one.published?.first === port && one.published.last === port,
  );
  const inside = published?.target?.first;
  if (inside === undefined || inside === port) return undefined;
  return findServiceListeners(service).includes(port) ? undefined : inside;
}

function usesWget(test: ProcessLine | undefined): boolean {
  const program =
    test?.script === undefined ? test?.words[0]?.text : findPrograms(test.script)[0]?.name;
  return nameOf(program ?? '') === 'wget';
}

/** True for Alpine without another wget. */
function isBusyBox(stage: Stage | undefined, service: Service | undefined): boolean {
  const image = stage === undefined ? service?.image : stage.base;
  if (stage?.parent !== undefined) return isBusyBox(stage.parent, undefined) && !addsWget(stage);
  if (stage === undefined && service?.build !== undefined) return false;
  const isAlpine = image?.repository === 'alpine' || image?.tag?.includes('alpine') === true;
  return isAlpine && (stage === undefined || !addsWget(stage));
}

function addsWget({ instructions }: Stage): boolean {
  return instructions.some(({ script }) =>
    findPrograms(script).some(
      ({ name, arguments: words }) =>
        name === 'apk' && words.some(({ plain }) => plain.startsWith('wget')),
    ),
  );
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
