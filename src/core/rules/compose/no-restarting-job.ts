import type { Fix } from '../../base/finding.ts';
import { findJobCommand } from '../../model/job-services.ts';
import type { ScalarText, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noRestartingJob = defineRule({
  id: 'compose/no-restarting-job',
  summary: 'Disallow restarting services that run once',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    waited: '"{client}" waits until "{service}" has completed, and this starts it again each time.',
    job: '"{command}" ends when it is done, and this starts it again each time.',
  },
  on: {
    fileSet({ services }, report, { project }) {
      const { images } = project.views;
      const clients = findWaiting(services);
      for (const service of services) {
        const { restart, name } = service;
        // `on-failure` only tries again what went wrong.
        if (restart?.text !== 'always' && restart?.text !== 'unless-stopped') continue;
        const client = clients.get(name);
        if (client !== undefined) {
          report.waited(restart.at, { client, service: name }, { fixes: [toFix(restart)] });
          continue;
        }
        const command = findJobCommand(service, project, images);
        if (command !== undefined) {
          report.job(restart.at, { command }, { fixes: [toFix(restart)] });
        }
      }
    },
  },
});

/** By the service that has to complete: one that waits for it. */
function findWaiting(services: readonly Service[]): ReadonlyMap<string, string> {
  const waiting = new Map<string, string>();
  for (const { name, dependsOn } of services) {
    for (const { service, condition } of dependsOn) {
      if (condition === 'service_completed_successfully') waiting.set(service, name);
    }
  }
  return waiting;
}

function toFix({ at }: ScalarText): Fix {
  return {
    title: 'Start it again only after a failure',
    kind: 'suggestion',
    edits: () => [replace(at, 'on-failure')],
  };
}

export const noRestartingJobPage = definePage({
  rationale:
    'With `restart: always` and `unless-stopped` the engine starts a container again whenever its process ends, also when it ended well. A training job then trains for ever, logs a run each time and fills the disk, and whoever waits for its end waits for ever.',
  exceptions: 'A job that may try again after a failure takes `restart: on-failure`.',
  references: ['https://docs.docker.com/reference/compose-file/services/#restart'],
  bad: [
    {
      title: 'Training that never stops',
      files: {
        'compose.yaml': `services:
  train:
    build: .
    restart: always
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY train.py .
CMD ["python", "train.py"]
`,
        'train.py': 'import json\n\nprint(json.dumps({"loss": 0.2}))\n',
      },
      fixed: {
        'compose.yaml': `services:
  train:
    build: .
    restart: on-failure
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY train.py .
CMD ["python", "train.py"]
`,
        'train.py': 'import json\n\nprint(json.dumps({"loss": 0.2}))\n',
      },
    },
    {
      title: 'An end that never comes',
      files: {
        'compose.yaml': `services:
  migrate:
    image: tides:1.4.0
    restart: unless-stopped
  api:
    image: tides:1.4.0
    depends_on:
      migrate:
        condition: service_completed_successfully
`,
      },
    },
  ],
  good: [
    {
      title: 'A job that runs once, and a service that goes on',
      files: {
        'compose.yaml': `services:
  train:
    build: .
    restart: "no"
  infer:
    image: tides:1.4.0
    restart: unless-stopped
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY train.py .
CMD ["python", "train.py"]
`,
        'train.py': 'import json\n\nprint(json.dumps({"loss": 0.2}))\n',
      },
    },
    {
      title: 'Training every hour',
      files: {
        'compose.yaml': 'services:\n  train:\n    build: .\n    restart: always\n',
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY train.py .
CMD ["python", "train.py"]
`,
        'train.py': 'import time\n\nwhile True:\n    time.sleep(3600)\n',
      },
    },
  ],
});
