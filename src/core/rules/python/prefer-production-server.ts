import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferProductionServer = defineRule({
  id: 'python/prefer-production-server',
  summary: 'Prefer a server that is made for use over the one that a framework brings along',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    plain: '"{server}" starts a server for development; gunicorn or waitress is made for use.',
  },
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const { kind, text, at } of project.views.developmentServers) {
        if (kind === 'plain') report.plain(at, { server: text });
      }
    },
  },
});

export const preferProductionServerPage = definePage({
  rationale:
    'The servers of Flask and Django say at each start that they are not for production: one process, no limits on slow clients, no restart of a worker that hangs. A prediction that takes a second then holds up everybody.',
  references: ['https://flask.palletsprojects.com/en/stable/deploying/'],
  bad: [
    {
      title: "Flask's own server",
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir flask==3.1.0
COPY tides.py .
CMD ["flask", "--app", "tides", "run", "--host", "0.0.0.0"]
`,
        'tides.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
      },
    },
  ],
  good: [
    {
      title: 'A server for use',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir flask==3.1.0 gunicorn==23.0.0
COPY tides.py .
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "tides:app"]
`,
        'tides.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
      },
    },
  ],
});
