import type { Fix } from '../../base/finding.ts';
import { findMlflowServers, type MlflowServer } from '../../model/mlflow-server.ts';
import type { ScalarTextLike } from '../../model/project.ts';
import { isLoopback, parseUrlAddress, sharesNetwork } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noLoopbackTrackingUri = defineRule({
  id: 'mlflow/no-loopback-tracking-uri',
  summary: 'Disallow tracking URIs that point a container at itself',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    itself: '"{uri}" is the container of "{service}" itself; the tracking server is "{server}".',
    nobody: '"{uri}" is the container of "{service}" itself, where no tracking server runs.',
  },
  on: {
    fileSet(fileSet, report) {
      const servers = findMlflowServers(fileSet);
      for (const service of fileSet.services) {
        if (sharesNetwork(service)) continue;
        // The server's own container may well ask itself.
        if (servers.some((server) => server.service === service)) continue;
        const uri = service.environment.find(({ name }) => name === 'MLFLOW_TRACKING_URI')?.value;
        const address = uri === undefined ? undefined : parseUrlAddress(uri.text);
        if (uri === undefined || address === undefined || !isLoopback(address.host)) continue;
        const [server] = servers;
        if (server?.service === undefined) {
          report.nobody(uri.at, { uri: uri.text, service: service.name });
        } else {
          const names = { uri: uri.text, service: service.name, server: server.service.name };
          report.itself(uri.at, names, {
            fixes: servers.length === 1 ? createFix(uri, server) : [],
            related: [{ at: server.service.nameAt, message: 'The tracking server is here.' }],
          });
        }
      }
    },
  },
});

/** Puts the server's name in, where the text stands in a compose file as it is. */
function createFix(uri: ScalarTextLike, server: MlflowServer): readonly Fix[] {
  const { text, at } = uri;
  const address = parseUrlAddress(text);
  const quotes = at.end - at.start - text.length;
  if (address === undefined || server.service === undefined || !uri.isKnown) return [];
  if (quotes !== 0 && quotes !== 2) return [];
  if (!/\.ya?ml$/.test(at.file)) return [];
  const port = server.findOption(['--port', '-p'], ['MLFLOW_PORT']);
  const host = `${server.service.name}:${port?.isKnown === true ? port.text : '5000'}`;
  const start = at.start + quotes / 2;
  const place = { ...at, start: start + address.hostStart, end: start + address.end };
  return [{ title: `Use ${host}`, kind: 'suggestion', edits: () => [replace(place, host)] }];
}

export const noLoopbackTrackingUriPage = definePage({
  rationale:
    'Inside a container `localhost` is the container itself. A training job with MLFLOW_TRACKING_URI at localhost waits for a server that runs in another container and fails after minutes of retries.',
  exceptions: 'With `network_mode: host` or the network of another service, localhost is shared.',
  references: ['https://docs.docker.com/compose/how-tos/networking/'],
  bad: [
    {
      title: 'A trainer that looks for MLflow in its own container',
      files: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --port 5001 --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
    ports:
      - "5000:5001"
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
`,
      },
      fixed: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --port 5001 --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
    ports:
      - "5000:5001"
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5001
`,
      },
    },
    {
      title: 'No server anywhere',
      files: {
        'compose.yaml': `services:
  train:
    image: trainer:1.4.0
    environment:
      - MLFLOW_TRACKING_URI=http://127.0.0.1:5000
`,
      },
    },
  ],
  good: [
    {
      title: "The server's name",
      files: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri postgresql://db/runs --artifacts-destination s3://runs
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`,
      },
    },
  ],
});
