import { findLoopbackCommands, findLoopbackStarts } from '../../model/loopback-servers.ts';
import { sharesNetwork } from '../../model/service-address.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoopbackServer = defineRule({
  id: 'project/no-loopback-server',
  summary: 'Require servers in containers to listen on more than the loopback address',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    default: '{program} listens on 127.0.0.1 unless told otherwise: nobody outside reaches it.',
    loopback: '{program} listens on "{host}", which nobody outside the container reaches.',
  },
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const seen = new Set<string>();
      for (const view of project.views.processes) {
        for (const { at, program, host } of findLoopbackStarts(view, project)) {
          const key = `${at.file}:${at.start}`;
          if (seen.has(key)) continue;
          seen.add(key);
          if (host === undefined) report.default(at, { program });
          else report.loopback(at, { program, host });
        }
      }
    },
    stage(stage, report, { dockerfile }) {
      const isLast = dockerfile?.stages.at(-1) === stage;
      if (!isLast || dockerfile.uses.some(({ service }) => sharesNetwork(service))) return;
      const env = new Set(stage.variables.keys());
      for (const { service } of dockerfile.uses)
        for (const { name } of service.environment) env.add(name);
      for (const found of findLoopbackCommands(findStageCommands(stage), env, stage)) {
        // A service with a command of its own does not run this one.
        if (dockerfile.uses.some(({ service }) => service.command !== undefined)) continue;
        if (found.host === undefined) report.default(found.at, found);
        else report.loopback(found.at, { program: found.program, host: found.host });
      }
    },
    service(service, report) {
      if (sharesNetwork(service)) return;
      const own = findServiceStage(service);
      const env = new Set(service.environment.map(({ name }) => name));
      for (const found of findLoopbackCommands(findServiceCommands(service), env, own)) {
        // What the image starts is reported where the image is made.
        if (found.at.file !== service.entry.at.file) continue;
        if (found.host === undefined) report.default(found.at, found);
        else report.loopback(found.at, { program: found.program, host: found.host });
      }
    },
  },
});

export const noLoopbackServerPage = definePage({
  rationale:
    'Servers such as uvicorn and flask bind to 127.0.0.1 by default. In a container that address is reachable from the container alone, so published ports and other services get "connection refused".',
  bad: [
    {
      title: 'uvicorn without a host',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nCMD ["uvicorn", "api:app", "--port", "8000"]\n',
      },
    },
    {
      title: 'A script that starts its server without a host',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY tides.py .
CMD ["python", "tides.py"]
`,
        'tides.py': `from flask import Flask

app = Flask(__name__)
if __name__ == "__main__":
    app.run(port=8000)
`,
      },
    },
    {
      title: 'A notebook and a viewer on their own',
      files: {
        Dockerfile: `FROM python:3.12-slim
CMD ["jupyter", "lab", "--no-browser"]
`,
        'viewer.Dockerfile': `FROM python:3.12-slim
CMD ["kedro", "viz", "run", "--port", "4141"]
`,
      },
    },
    {
      title: 'flask on localhost',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    command: flask --app api run --host 127.0.0.1\n  web:\n    image: web:1.4.0\n    command: flask run --host=localhost\n',
      },
    },
  ],
  good: [
    {
      title: 'A script that listens everywhere',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY tides.py .
CMD ["python", "tides.py"]
`,
        'tides.py': `from flask import Flask

app = Flask(__name__)
if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)
`,
      },
    },
    {
      title: 'All addresses of the container',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nCMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]\n',
      },
    },
  ],
});
