import { findMount } from '../../model/mlflow-mounts.ts';
import { hasNoTrackingCall } from '../../model/mlflow-calls.ts';
import { parseStore } from '../../model/mlflow-store.ts';
import type { Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnsharedArtifactRoot = defineRule({
  id: 'mlflow/no-unshared-artifact-root',
  summary: 'Disallow artifact roots in a folder that clients of the server do not have',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unshared: 'Artifact root "{root}" is a folder of "{server}" that "{client}" does not mount.',
    outside: 'Clients write to "{root}" themselves, a folder that they have only in "{server}".',
    default:
      'Nothing says where artifacts go, so "{client}" writes to "{root}", a folder of "{server}".',
    http: 'Artifact root "{root}" is a web address, and MLflow cannot store files there.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, clients } = project.mlflow.findStack(fileSet);
      for (const server of servers) {
        const { artifactRoot: root, clientRoot, service } = server;
        for (const uri of [root, server.artifactsDestination]) {
          if (uri?.isKnown === true && isWeb(uri.text)) report.http(uri.at, { root: uri.text });
        }
        if (clientRoot?.kind !== 'files') continue;
        const folder = clientRoot.path ?? clientRoot.written;
        const own = clients.filter((client) => client.server === server);
        const strangers = own.filter(
          (client) =>
            !sharesFolder(client.service, service, folder) && !hasNoTrackingCall(client.peer),
        );
        const names = { root: root?.text ?? folder, server: service.name };
        const [client] = strangers;
        if (client !== undefined) {
          const related = strangers.map(({ service: { name, nameAt } }) => ({
            at: nameAt,
            message: `"${name}" writes artifacts into its own container.`,
          }));
          const data = { ...names, client: client.service.name };
          if (root === undefined) report.default(server.server.at, data, { related });
          else report.unshared(root.at, data, { related });
          continue;
        }
        if (root === undefined) continue;
        // Whoever mounts the same folder is meant to be a client, wherever its address comes from.
        const isShared = fileSet.services.some(
          (other) => other !== service && sharesFolder(other, service, folder),
        );
        if (own.length > 0 || isShared || service.ports.length === 0) continue;
        if (!isOnHost(service, folder)) report.outside(root.at, names);
      }
    },
  },
});

function isWeb(uri: string): boolean {
  return parseStore(uri, undefined).kind === 'web';
}

/** True where programs on the machine find the folder at the same path. */
function isOnHost(service: Service, folder: string): boolean {
  const mount = findMount(service, folder);
  if (mount === undefined) return false;
  return !mount.isKnown || (mount.kind === 'bind' && mount.source === mount.target);
}

/** True where both have the same volume or host folder over the root. */
function sharesFolder(client: Service, server: Service, folder: string): boolean {
  const own = findMount(client, folder);
  const other = findMount(server, folder);
  if (own === undefined) return false;
  // A mount that cannot be read may be the right one.
  if (!own.isKnown || other?.isKnown === false) return true;
  return other !== undefined && own.source === other.source && own.target === other.target;
}

export const noUnsharedArtifactRootPage = definePage({
  rationale:
    'With a local `--default-artifact-root` the client writes artifacts itself, to a path of its own container. They never reach the server, the UI shows an empty run, and the files are gone with the container.',
  exceptions: 'Clients that only log parameters and metrics do not touch the artifact root.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/artifact-store/'],
  bad: [
    {
      title: 'A folder that only the server mounts',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////mlflow/mlflow.db
      --default-artifact-root /mlflow/artifacts
    volumes:
      - mlflow:/mlflow
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  mlflow:
`,
      },
    },
    {
      title: 'No root and no proxy, which means a folder beside the server',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0 --no-serve-artifacts
      --backend-store-uri sqlite:////mlflow/mlflow.db
    volumes:
      - mlflow:/mlflow
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  mlflow:
`,
      },
    },
    {
      title: "The object store's console instead of a bucket",
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0 --default-artifact-root http://store:9000/mlflow
`,
      },
    },
    {
      title: 'A server for programs on this machine',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////mlflow/mlflow.db
      --default-artifact-root /mlflow/artifacts
    ports:
      - "127.0.0.1:5000:5000"
    volumes:
      - mlflow:/mlflow
volumes:
  mlflow:
`,
      },
    },
  ],
  good: [
    {
      title: 'The server takes artifacts in and keeps them',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////mlflow/mlflow.db
      --artifacts-destination /mlflow/artifacts
    volumes:
      - mlflow:/mlflow
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  mlflow:
`,
      },
    },
  ],
});
