import type { Fix } from '../../base/finding.ts';
import { findModelServer, type MlflowServer } from '../../model/mlflow-server.ts';
import type { Project, ScalarTextLike, Service } from '../../model/project.ts';
import { isLoopback, sharesNetwork } from '../../model/service-address.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertWords, replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  default:
    'mlflow {subcommand} listens on 127.0.0.1 unless told otherwise: nobody outside reaches it.',
  loopback: 'mlflow {subcommand} listens on "{host}", which nobody outside the container reaches.',
} as const;

export const noLoopbackHost = defineRule({
  id: 'mlflow/no-loopback-host',
  summary: 'Require an MLflow server in a container to listen on all its addresses',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const { peers, servers } = project.mlflow.findStack(fileSet);
      for (const peer of peers) {
        const { service, commands } = peer;
        if (sharesNetwork(service) || isOnlyBuilt(service)) continue;
        check(servers.find((one) => one.peer === peer)?.server, project, report);
        check(findModelServer(service, commands), project, report);
      }
    },
    dockerfile(dockerfile, report, { project }) {
      const { stages, uses } = dockerfile;
      const last = stages.at(-1);
      // Services that run the image are judged with what they add to it.
      if (last === undefined || uses.length > 0) return;
      // An entrypoint without a command waits for the options of whoever runs it.
      if (last.entrypoint !== undefined && last.command === undefined) return;
      check(project.mlflow.findImageServer(dockerfile)?.server, project, report);
    },
  },
});

/** A service that says nothing about running is there to be built; who runs the image gives the options. */
function isOnlyBuilt(service: Service): boolean {
  const { ports, command, entrypoint, environment } = service;
  const stage = findServiceStage(service);
  if (stage === undefined || stage.command !== undefined) return false;
  if (command !== undefined || entrypoint !== undefined) return false;
  return ports.length === 0 && environment.length === 0;
}

function check(
  server: MlflowServer | undefined,
  project: Project,
  report: Report<typeof messages>,
): void {
  if (server === undefined) return;
  const subcommand = server.subcommand.text === 'serve' ? 'models serve' : server.subcommand.text;
  const host = server.findOption(['--host', '-h'], ['MLFLOW_HOST']);
  if (host === undefined) {
    report.default(server.at, { subcommand }, { fixes: createOption(server, project) });
  } else if (host.isKnown && isLoopback(host.text)) {
    report.loopback(host.at, { subcommand, host: host.text }, { fixes: createReplacement(host) });
  }
}

function createOption(server: MlflowServer, { snapshot }: Project): readonly Fix[] {
  const text = snapshot.files.get(server.at.file);
  if (text === undefined) return [];
  return [
    {
      title: 'Listen on 0.0.0.0',
      kind: 'suggestion',
      edits: () => [insertWords({ text }, server, ['--host', '0.0.0.0'])],
    },
  ];
}

function createReplacement({ at, text }: ScalarTextLike): readonly Fix[] {
  if (at.end - at.start !== text.length) return [];
  return [
    {
      title: 'Listen on 0.0.0.0',
      kind: 'suggestion',
      edits: () => [replace(at, '0.0.0.0')],
    },
  ];
}

export const noLoopbackHostPage = definePage({
  rationale:
    'MLflow binds to 127.0.0.1 by default. In a container that address is reachable from the container alone: published ports and other services get "connection refused".',
  references: ['https://mlflow.org/docs/latest/api_reference/cli.html#mlflow-server'],
  bad: [
    {
      title: 'A server without a host',
      files: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --port 5000 --backend-store-uri postgresql+psycopg2://db/runs --artifacts-destination s3://runs
    ports:
      - "5000:5000"
`,
      },
      fixed: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri postgresql+psycopg2://db/runs --artifacts-destination s3://runs
    ports:
      - "5000:5000"
`,
      },
    },
    {
      title: 'An image that listens to itself',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir mlflow==2.22.0
CMD ["mlflow", "ui", "--host", "127.0.0.1"]
`,
      },
    },
  ],
  good: [
    {
      title: 'All addresses of the container',
      files: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri postgresql+psycopg2://db/runs --artifacts-destination s3://runs
    ports:
      - "5000:5000"
`,
      },
    },
  ],
});
