import type { Span } from '../../base/span.ts';
import {
  endpointVariables,
  findMissingAccess,
  findObjectStore,
  type MissingAccess,
} from '../../model/mlflow-access.ts';
import { hasNoTrackingCall } from '../../model/mlflow-calls.ts';
import { mayHaveVariable } from '../../model/mlflow-peer.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import type { FileSet } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireArtifactAccess = defineRule({
  id: 'mlflow/require-artifact-access',
  summary: 'Require address and keys of the object store where MLflow uses it',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    client: '"{client}" writes artifacts to "{root}" itself, and lacks {names}.',
    bypass: 'Clients write to "{root}" themselves, past this server, and "{client}" lacks {names}.',
    server: 'Without MLFLOW_S3_ENDPOINT_URL "{root}" is a bucket of AWS, and not one of "{store}".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, clients } = project.mlflow.findStack(fileSet);
      for (const server of servers) {
        const { artifactRoot } = server;
        const missing = findMissingEndpoint(server, fileSet);
        if (missing !== undefined) report.server(missing.at, missing);
        const lacking = clients.flatMap((client) => {
          if (client.server !== server || hasNoTrackingCall(client.peer)) return [];
          const access = findMissingAccess(client, fileSet);
          return access === undefined ? [] : [{ service: client.service, names: toNames(access) }];
        });
        const [first] = lacking;
        if (first === undefined || artifactRoot === undefined) continue;
        const root = artifactRoot.text;
        if (isProxyMeant(server)) {
          const related = lacking.map(({ service, names }) => ({
            at: service.nameAt,
            message: `"${service.name}" lacks ${names}.`,
          }));
          const data = { client: first.service.name, root, names: first.names };
          report.bypass(artifactRoot.at, data, { related });
          continue;
        }
        const related = [{ at: artifactRoot.at, message: 'The server hands out this root.' }];
        for (const { service, names } of lacking) {
          report.client(service.nameAt, { client: service.name, root, names }, { related });
        }
      }
    },
  },
});

function toNames({ endpoint, key }: MissingAccess): string {
  if (key === undefined) return 'MLFLOW_S3_ENDPOINT_URL';
  return endpoint ? 'MLFLOW_S3_ENDPOINT_URL and keys' : key;
}

/** True where the options say that the server is to take artifacts in, which an explicit root prevents. */
function isProxyMeant({ server, artifactsDestination }: TrackingServer): boolean {
  return artifactsDestination !== undefined || server.hasFlag('--serve-artifacts');
}

/** The server's own bucket, where it would look for it at AWS beside a store of the project. */
function findMissingEndpoint(
  server: TrackingServer,
  fileSet: FileSet,
): { readonly at: Span; readonly root: string; readonly store: string } | undefined {
  const uri = server.artifactsDestination ?? server.artifactRoot;
  const place = server.destination ?? server.clientRoot;
  const store = findObjectStore(fileSet);
  if (uri === undefined || place?.kind !== 'bucket' || place.scheme !== 's3') return undefined;
  if (store === undefined || mayHaveVariable(server.peer, endpointVariables)) return undefined;
  return { at: uri.at, root: uri.text, store: store.name };
}

const stack = (
  artifacts: string,
  endpoint = '      MLFLOW_S3_ENDPOINT_URL: https://s3.example.org\n',
): string =>
  `services:
  tracking:
    image: registry.example.org/mlflow-s3:2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db ${artifacts}
    environment:
${endpoint}      AWS_ACCESS_KEY_ID: \${KEY:?}
      AWS_SECRET_ACCESS_KEY: \${SECRET:?}
    volumes:
      - state:/state
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  state:
`;

export const requireArtifactAccessPage = definePage({
  rationale:
    'With `--default-artifact-root s3://…` clients upload by themselves. They need what the server needs: the keys, and the address of the store where it is not AWS. Otherwise boto3 finds no credentials, or sends the keys to amazonaws.com, which rejects them.',
  exceptions:
    'Clients that only log parameters and metrics. With `--artifacts-destination` instead, uploads go through the server and clients need nothing.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/artifact-store/'],
  bad: [
    {
      title: 'Neither keys nor address',
      files: { 'compose.yaml': stack('--default-artifact-root s3://runs') },
    },
    {
      title: 'A root that leads past the server',
      files: { 'compose.yaml': stack('--serve-artifacts --default-artifact-root s3://runs') },
    },
    {
      title: 'A server that does not know its store',
      files: {
        'compose.yaml': `${stack('--artifacts-destination s3://runs', '')}  store:
`.replace(
          'services:\n',
          'services:\n  store:\n    image: minio/minio:RELEASE.2025-04-22T22-12-26Z\n    command: server /data\n    volumes:\n      - store:/data\n',
        ),
      },
    },
  ],
  good: [
    {
      title: 'The server takes artifacts in',
      files: { 'compose.yaml': stack('--artifacts-destination s3://runs') },
    },
  ],
});
