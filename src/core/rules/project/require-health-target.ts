import type { Span } from '../../base/span.ts';
import { findCommandPort } from '../../model/listen-ports.ts';
import { findProbe, findStageProbe, type Probe } from '../../model/listen-probes.ts';
import { findRoutes, hasForeignRoutes, type RouteModules } from '../../model/process-routes.ts';
import {
  findProcessTargets,
  findServiceWorkdir,
  findStageWorkdir,
} from '../../model/process-targets.ts';
import type { Service } from '../../model/project.ts';
import type { PythonModel } from '../../model/python-project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  port: 'The health check asks port {probe}, and the process listens on {port}.',
  inherited: 'The image checks port {probe}, and this command listens on {port}.',
  path: 'The health check asks for "{path}", which the application does not have.',
} as const;

export const requireHealthTarget = defineRule({
  id: 'project/require-health-target',
  summary: 'Require health checks to ask what the process answers',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      const images = project.views.images;
      for (const dockerfile of project.dockerfiles) {
        const stage = dockerfile.stages.at(-1);
        const probe = stage === undefined ? undefined : findStageProbe(stage);
        if (stage === undefined || probe === undefined) continue;
        const commands = findStageCommands(stage);
        if (dockerfile.uses.every(({ service }) => !isOther(service)))
          checkPort(probe, commands, report);
        const find = (path: string): string | undefined => {
          const found = images.findInStage(dockerfile, stage, path);
          return found.kind === 'file' ? found.source : undefined;
        };
        const workdir = findStageWorkdir(stage);
        checkPath(probe, { commands, workdir, find, python: project.python }, report);
      }
      for (const service of project.fileSets.flatMap(({ services }) => services)) {
        const commands = findServiceCommands(service);
        const stage = findServiceStage(service);
        const own = findProbe(service.healthcheck?.test);
        if (service.healthcheck !== undefined) {
          if (own === undefined) continue;
          if (!service.ports.some(({ target }) => target?.first === own.port))
            checkPort(own, commands, report);
          const find = (path: string): string | undefined => {
            const found = images.findInService(service, path);
            return found.kind === 'file' ? found.source : undefined;
          };
          const workdir = findServiceWorkdir(service, stage);
          checkPath(own, { commands, workdir, find, python: project.python }, report);
        } else if (stage !== undefined && service.command !== undefined) {
          checkInherited(service.command.at, { probe: findStageProbe(stage), commands }, report);
        }
      }
    },
  },
});

/** True for a service that starts something else than its image does. */
function isOther({ command, entrypoint }: Service): boolean {
  return command !== undefined || entrypoint !== undefined;
}

function checkPort(
  probe: Probe,
  commands: readonly StartedCommand[],
  report: Report<typeof messages>,
): void {
  const port = findCommandPort(commands);
  if (port === undefined || port === probe.port) return;
  report.port(probe.at, { probe: String(probe.port), port: String(port) });
}

function checkInherited(
  at: Span,
  {
    probe,
    commands,
  }: { readonly probe: Probe | undefined; readonly commands: readonly StartedCommand[] },
  report: Report<typeof messages>,
): void {
  const port = findCommandPort(commands);
  if (probe === undefined || port === undefined || port === probe.port) return;
  const related = [{ at: probe.at, message: 'The health check is here.' }];
  report.inherited(at, { probe: String(probe.port), port: String(port) }, { related });
}

function checkPath(
  probe: Probe,
  place: {
    readonly commands: readonly StartedCommand[];
    readonly workdir: string | undefined;
    readonly python: PythonModel;
    readonly find: (path: string) => string | undefined;
  },
  report: Report<typeof messages>,
): void {
  const { commands, workdir, python, find } = place;
  const [target] = findProcessTargets(commands, workdir).filter(({ kind }) => kind === 'app');
  if (target?.folder === undefined || target.appFolder !== undefined || probe.path === '/') return;
  if (
    target.rest.some(({ text }) => text.startsWith('--root-path')) ||
    findCommandPort(commands) !== probe.port
  )
    return;
  const { folder } = target;
  const file = resolveInImage(folder, `${target.text.replaceAll('.', '/')}.py`);
  const load: RouteModules['load'] = (path) => {
    const source = find(path);
    return source === undefined ? undefined : python.sources.get(source);
  };
  const facts = load(file);
  const app = target.word.text.split(':')[1];
  if (facts === undefined || app === undefined) return;
  const routes = findRoutes(facts, app, { folder, file, load });
  if (routes === undefined || routes.some((route) => route.test(probe.path))) return;
  if (facts.routers.length > 0 && hasForeignRoutes(python.sources.values())) return;
  report.path(probe.at, { path: probe.path });
}

export const requireHealthTargetPage = definePage({
  rationale:
    'A health check that asks a port where nothing listens, or a path that the application does not have, never passes. The container stays unhealthy, and services that wait for it are never started.',
  exceptions:
    'Nothing is said where the port comes from a variable, or where routes are added in ways that cannot be read.',
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      title: 'Another port, and a path that is not there',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY api.py ./
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8001/health')"]
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
`,
        'api.py': '',
        'other/Dockerfile': `FROM python:3.12-slim
WORKDIR /srv
COPY web.py ./
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health')"]
CMD ["uvicorn", "web:app", "--host", "0.0.0.0", "--port", "8000"]
`,
        'other/web.py':
          'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ready")\ndef ready():\n    return {}\n',
      },
    },
    {
      title: 'A command that the check of the image does not fit',
      files: {
        'compose.yaml': `services:
  board:
    build: .
    command: streamlit run board.py --server.port 8600
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY api.py board.py ./
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health')"]
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
`,
        'api.py': '',
        'board.py': '',
      },
    },
  ],
  good: [
    {
      title: 'The port and a path of the application',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY api.py ./
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/ready')"]
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
`,
        'api.py':
          'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/ready")\ndef ready():\n    return {}\n',
      },
    },
  ],
});
