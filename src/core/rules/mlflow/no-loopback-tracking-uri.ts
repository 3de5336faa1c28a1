import type { Fix } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import { findObjectStore } from '../../model/mlflow-access.ts';
import { findWrittenUris, isOwnAddress, parseTrackingAddress } from '../../model/mlflow-clients.ts';
import type { MlflowPeer } from '../../model/mlflow-peer.ts';
import type { MlflowServer } from '../../model/mlflow-server.ts';
import type { FileSet, ScalarTextLike, Service } from '../../model/project.ts';
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
    store: '"{uri}" is the container of "{service}" itself; the object store is "{store}".',
    host: 'Linux containers do not know "host.docker.internal"; the tracking server is "{server}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, peers } = project.mlflow.findStack(fileSet);
      const [first] = servers;
      const told = new Set<string>();
      for (const peer of peers) {
        const { service } = peer;
        if (sharesNetwork(service)) continue;
        const store = findStoreAddress(service, fileSet);
        if (store !== undefined) report.store(store.at, store);
        // The server's own container may well ask itself.
        if (servers.some((server) => server.service === service)) continue;
        for (const uri of findUris(peer, servers.length)) {
          const host = parseTrackingAddress(uri.text)?.host ?? '';
          const place = `${uri.at.file}:${uri.at.start}`;
          if (told.has(place)) continue;
          const names = { uri: uri.text, service: service.name };
          if (host === 'host.docker.internal' && first !== undefined) {
            if (service.value.entries.has('extra_hosts')) continue;
            report.host(uri.at, { server: first.service.name });
          }
          if (!isOwnAddress(host)) continue;
          told.add(place);
          if (first === undefined) report.nobody(uri.at, names);
          else {
            report.itself(
              uri.at,
              { ...names, server: first.service.name },
              {
                fixes: servers.length === 1 ? createFix(uri, first.server) : [],
                related: [{ at: first.service.nameAt, message: 'The tracking server is here.' }],
              },
            );
          }
        }
      }
    },
  },
});

/** Without a server in the project only what its compose file says is certainly wrong. */
function findUris(peer: MlflowPeer, servers: number): readonly ScalarTextLike[] {
  const uris = findWrittenUris(peer);
  if (servers > 0) return uris;
  const own = new Set(peer.service.environment.map(({ value }) => value));
  return uris.filter((uri) => own.has(uri));
}

/** An address of the object store that leads a service to itself. */
function findStoreAddress(
  service: Service,
  fileSet: FileSet,
):
  | { readonly at: Span; readonly uri: string; readonly service: string; readonly store: string }
  | undefined {
  const store = findObjectStore(fileSet);
  const item = service.environment.find(({ name }) => name === 'MLFLOW_S3_ENDPOINT_URL');
  const uri = item?.value;
  if (store === undefined || store === service || uri === undefined) return undefined;
  if (!isLoopback(parseUrlAddress(uri.text)?.host ?? '')) return undefined;
  return { at: uri.at, uri: uri.text, service: service.name, store: store.name };
}

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
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      - MLFLOW_TRACKING_URI=http://127.0.0.1:5000\n',
      },
    },
    {
      title: 'An object store that is not here, and a name that Linux does not know',
      files: {
        'compose.yaml': `services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    command: server /data
    volumes:
      - store:/data
  tracking:
    image: registry.example.org/mlflow:2.22.0
    command: mlflow server --host 0.0.0.0 --artifacts-destination s3://runs --backend-store-uri postgresql://db/runs
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://localhost:9000
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://host.docker.internal:5000
volumes:
  store:
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
