import { findMlflowServers, findVariable, type MlflowServer } from '../../model/mlflow-server.ts';
import type { FileSet, Mount, ScalarTextLike, Service } from '../../model/project.ts';
import { findServiceByHost, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnsharedArtifactRoot = defineRule({
  id: 'mlflow/no-unshared-artifact-root',
  summary: 'Disallow artifact roots in a folder that clients of the server do not have',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unshared: 'Artifact root "{root}" is a folder of "{server}" that "{client}" does not mount.',
    http: 'Artifact root "{root}" is a web address, and MLflow cannot store files there.',
  },
  on: {
    fileSet(fileSet, report) {
      for (const server of findMlflowServers(fileSet)) {
        const root = server.findOption(
          ['--default-artifact-root'],
          ['MLFLOW_DEFAULT_ARTIFACT_ROOT', '_MLFLOW_SERVER_ARTIFACT_ROOT'],
        );
        if (root === undefined || !root.isKnown || server.service === undefined) continue;
        if (/^https?:/.test(root.text) && !root.text.includes('/mlflow-artifacts')) {
          report.http(root.at, { root: root.text });
        }
        const folder = toFolder(root.text);
        if (folder === undefined) continue;
        const clients = findClients(fileSet, server).filter(
          (client) => !sharesFolder(client, server.service, folder),
        );
        const [client] = clients;
        if (client === undefined) continue;
        report.unshared(
          root.at,
          { root: root.text, server: server.service.name, client: client.name },
          {
            related: clients.map(({ name, nameAt }) => ({
              at: nameAt,
              message: `"${name}" writes artifacts into its own container.`,
            })),
          },
        );
      }
    },
  },
});

/** The folder of a root without a scheme or with `file:`; undefined for stores that every client reaches. */
function toFolder(root: string): string | undefined {
  const path = root.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/, '');
  return /^[a-z][a-z0-9+.-]*:/i.test(path) ? undefined : path;
}

/** Services whose tracking URI names the server's. */
function findClients(fileSet: FileSet, { service }: MlflowServer): readonly Service[] {
  return fileSet.services.filter((candidate) => {
    if (candidate === service) return false;
    const uri = findVariable(candidate, 'MLFLOW_TRACKING_URI');
    return uri !== undefined && isServedBy(fileSet, uri, service);
  });
}

function isServedBy(
  fileSet: FileSet,
  { text }: ScalarTextLike,
  server: Service | undefined,
): boolean {
  const address = parseUrlAddress(text);
  return address !== undefined && findServiceByHost(fileSet, address.host) === server;
}

/** True where both have the same volume or host folder over the root. */
function sharesFolder(client: Service, server: Service | undefined, folder: string): boolean {
  const own = findMount(client, folder);
  const other = server === undefined ? undefined : findMount(server, folder);
  if (own === undefined) return false;
  // A mount that cannot be read may be the right one.
  if (!own.isKnown || other?.isKnown === false) return true;
  return other !== undefined && own.source === other.source && own.target === other.target;
}

/** The mount that a path lies in. */
function findMount({ mounts }: Service, path: string): Mount | undefined {
  return mounts
    .filter(({ target }) => path === target || path.startsWith(target.replace(/\/?$/, '/')))
    .toSorted((a, b) => b.target.length - a.target.length)[0];
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
      title: "The object store's console instead of a bucket",
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0 --default-artifact-root http://store:9000/mlflow
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
