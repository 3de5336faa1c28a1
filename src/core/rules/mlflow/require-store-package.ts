import {
  bringers,
  bucketExtras,
  bucketPackages,
  databasePackages,
  driverExtras,
} from '../../model/mlflow-packages.data.ts';
import type { MlflowServer } from '../../model/mlflow-server.ts';
import { parseStore } from '../../model/mlflow-store.ts';
import type { ScalarTextLike } from '../../model/project.ts';
import type { InstalledPackages } from '../../model/python-packages.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  database: 'The image of this server lacks {package}, which "{scheme}" stores need.',
  bucket: 'The image of this server lacks {package}, which artifacts in "{scheme}" need.',
  client: '"{client}" writes artifacts to "{root}" itself, and its image lacks {package}.',
} as const;

export const requireStorePackage = defineRule({
  id: 'mlflow/require-store-package',
  summary: 'Require the packages that stores of runs and artifacts need',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, clients } = project.mlflow.findStack(fileSet);
      for (const { server, peer } of servers) check(server, peer.packages, report);
      for (const { service, peer, server, uri } of clients) {
        const root = server.clientRoot;
        if (root?.kind !== 'bucket' || server.artifactRoot === undefined) continue;
        const lacking = findLacking(peer.packages, bucketPackages.get(root.scheme), bucketExtras);
        if (lacking === undefined) continue;
        const names = { client: service.name, root: server.artifactRoot.text, package: lacking };
        report.client(uri.at, names, {
          related: [{ at: server.artifactRoot.at, message: 'The server hands out this root.' }],
        });
      }
    },
    dockerfile(dockerfile, report, { project }) {
      const image = project.mlflow.findImageServer(dockerfile);
      if (image !== undefined) check(image.server, image.packages, report);
    },
  },
});

function check(
  server: MlflowServer,
  packages: InstalledPackages | undefined,
  report: Report<typeof messages>,
): void {
  const backend = server.findOption(['--backend-store-uri'], ['MLFLOW_BACKEND_STORE_URI']);
  // A password that is not known does not change the driver.
  const scheme = /^([a-z][\w+]*):\/\//i.exec(backend?.text ?? '')?.[1]?.toLowerCase();
  if (backend !== undefined && scheme !== undefined) {
    const lacking = findLacking(packages, databasePackages.get(scheme), driverExtras);
    if (lacking !== undefined) report.database(backend.at, { package: lacking, scheme });
  }
  const artifacts: readonly (ScalarTextLike | undefined)[] = [
    server.findOption(['--default-artifact-root'], ['MLFLOW_DEFAULT_ARTIFACT_ROOT']),
    server.findOption(['--artifacts-destination'], ['MLFLOW_ARTIFACTS_DESTINATION']),
  ];
  for (const uri of artifacts) {
    const store = uri === undefined ? undefined : parseStore(uri.text, undefined);
    if (uri === undefined || store?.kind !== 'bucket') continue;
    const lacking = findLacking(packages, bucketPackages.get(store.scheme), bucketExtras);
    if (lacking === undefined) continue;
    report.bucket(uri.at, { package: lacking, scheme: `${store.scheme}:` });
    break;
  }
}

/** The usual one of some packages where an image certainly holds none of them. */
function findLacking(
  installed: InstalledPackages | undefined,
  wanted: readonly string[] | undefined,
  extras: ReadonlySet<string>,
): string | undefined {
  const mlflow = installed?.packages.get('mlflow');
  if (installed === undefined || wanted === undefined || mlflow === undefined) return undefined;
  if (!installed.isComplete || mlflow.extras.some((extra) => extras.has(extra))) return undefined;
  for (const [name, { extras: added }] of installed.packages) {
    if (wanted.includes(name)) return undefined;
    // SQLAlchemy brings a driver only where an extra asks for one.
    const mayBring = name === 'sqlalchemy' ? added.length > 0 : bringers.test(name);
    if (mayBring && !installed.isClosed) return undefined;
  }
  return wanted[0];
}

export const requireStorePackagePage = definePage({
  rationale:
    'MLflow installs neither database drivers nor object store libraries. Without the driver the server stops when it starts; without the library it starts, and the first upload of an artifact fails with ModuleNotFoundError.',
  exceptions:
    'Images whose packages are not known, and packages that others bring along, are left alone.',
  references: ['https://mlflow.org/docs/latest/self-hosting/architecture/backend-store/'],
  bad: [
    {
      title: 'The plain image and PostgreSQL',
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri postgresql://mlflow:\${DB_PASSWORD:?}@db/mlflow
      --artifacts-destination /artifacts
    volumes:
      - artifacts:/artifacts
volumes:
  artifacts:
`,
      },
    },
    {
      title: 'Artifacts in a bucket without the library for it',
      files: {
        Dockerfile: `FROM python:3.11-slim
RUN pip install --no-cache-dir mlflow==2.22.1
CMD ["mlflow", "server", "--host", "0.0.0.0", "--artifacts-destination", "s3://runs"]
`,
      },
    },
    {
      title: 'A client that uploads by itself',
      files: {
        'compose.yaml': `services:
  tracking:
    image: registry.example.org/mlflow-s3:2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri postgresql://db/runs --default-artifact-root s3://runs
  train:
    build: .
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`,
        Dockerfile:
          'FROM python:3.11-slim\nRUN pip install --no-cache-dir mlflow==2.22.0\nCMD ["python"]\n',
      },
    },
  ],
  good: [
    {
      title: 'An image of your own with the driver',
      files: {
        'compose.yaml': `services:
  tracking:
    build: .
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri postgresql://mlflow:\${DB_PASSWORD:?}@db/mlflow
      --artifacts-destination /artifacts
    volumes:
      - artifacts:/artifacts
volumes:
  artifacts:
`,
        Dockerfile: `FROM ghcr.io/mlflow/mlflow:v2.22.0
RUN pip install --no-cache-dir psycopg2-binary==2.9.10
`,
      },
    },
  ],
});
