import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDebugServer = defineRule({
  id: 'python/no-debug-server',
  summary: 'Disallow debug mode and reloading in containers whose code does not change',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    debug: '"{option}" shows the sources with each error and lets whoever knows its PIN run code.',
    reload: '"{option}" watches files that do not change in this container, with a second process.',
  },
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const { kind, text, at } of project.views.developmentServers) {
        if (kind !== 'plain') report[kind](at, { option: text });
      }
    },
  },
});

export const noDebugServerPage = definePage({
  rationale:
    'The debugger of Flask and Dash answers errors with a page that shows the sources and has a console in it, kept by a short PIN only. Reloading starts a second process that looks at all files every second, and in an image there is nothing to reload. Both belong to the desk: keep them in a compose file for development that mounts the sources.',
  exceptions:
    'Services that mount their sources, and files that are called after development, are left alone.',
  references: ['https://flask.palletsprojects.com/en/stable/debugging/'],
  bad: [
    {
      title: 'The debugger for everybody',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir flask==3.1.0
COPY tides.py .
CMD ["python", "tides.py"]
`,
        'tides.py': `from flask import Flask

app = Flask(__name__)
if __name__ == "__main__":
    app.run(host="0.0.0.0", debug=True)
`,
      },
    },
    {
      title: 'Reloading what stays as it is',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir fastapi==0.115.6 uvicorn==0.34.0
COPY tides.py .
CMD ["uvicorn", "tides:app", "--host", "0.0.0.0", "--reload"]
`,
        'tides.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      },
    },
  ],
  good: [
    {
      title: 'Reloading of mounted sources',
      files: {
        'compose.yaml': `services:
  api:
    build: .
    command: uvicorn tides:app --host 0.0.0.0 --reload
    volumes:
      - .:/srv
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir fastapi==0.115.6 uvicorn==0.34.0
COPY tides.py .
CMD ["uvicorn", "tides:app", "--host", "0.0.0.0"]
`,
        'tides.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      },
    },
  ],
});
