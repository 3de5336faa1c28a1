import { findStoreOpeners, opensSameStore, type StoreOpener } from '../../model/mlflow-openers.ts';
import type { MlflowPeer } from '../../model/mlflow-peer.ts';
import { findVariable } from '../../model/mlflow-server.ts';
import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeastToday, isBefore } from '../../model/mlflow-versions.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  files: 'MLflow {version} refuses to keep runs in files, as in "{path}"; it wants a database.',
  registry: 'Before 2.1 MLflow keeps no registered models in files, so registering one fails.',
  upgrade: 'In an empty database "mlflow db upgrade" fails; the server creates its tables itself.',
  versions: 'MLflow {other} of "{service}" opens the same database: the newer one migrates it.',
} as const;

export const noOutdatedStore = defineRule({
  id: 'mlflow/no-outdated-store',
  summary: 'Disallow stores that the version of the server cannot open',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      const stack = project.mlflow.findStack(fileSet);
      for (const server of stack.servers) checkUpgrade(server, report);
      const openers = findStoreOpeners(stack);
      for (const [index, opener] of openers.entries()) {
        checkFiles(opener, report);
        const other = openers
          .slice(0, index)
          .find((one) => opensSameStore(one, opener) && differs(one.peer, opener.peer));
        if (other === undefined) continue;
        const { service, mlflow } = other.peer;
        const names = { other: mlflow?.version?.text ?? '', service: service.name };
        report.versions(opener.uri.at, names, {
          related: [{ at: service.nameAt, message: 'The other one is here.' }],
        });
      }
    },
  },
});

function checkFiles({ store, uri, peer }: StoreOpener, report: Report<typeof messages>): void {
  if (store.kind !== 'files') return;
  const { mlflow, service, sources } = peer;
  const isRegistering = sources.some((file) =>
    file.mlflow.some(
      ({ action, values }) => action === 'register-model' || values.has('registered_model_name'),
    ),
  );
  if (isRegistering && isBefore(mlflow, '2.1')) report.registry(uri.at);
  if (!isAtLeastToday(mlflow, '3.13', service)) return;
  const allowed = findVariable(service, 'MLFLOW_ALLOW_FILE_STORE');
  if (allowed !== undefined && !/^(?:false|0)$/i.test(allowed.text)) return;
  const version = mlflow?.version?.text ?? '3.13 and later';
  report.files(uri.at, { version, path: store.written });
}

/** An upgrade before the server's start, in the same script, whose failure ends it. */
function checkUpgrade({ peer, backend }: TrackingServer, report: Report<typeof messages>): void {
  // From 3.13 on the command makes the tables where there are none.
  if (backend?.kind === 'files' || !isBefore(peer.mlflow, '3.13')) return;
  let isStrict = false;
  for (const { words, separator } of peer.commands) {
    const texts = words.map(({ text }) => text);
    if (texts[0] === 'set' && texts.some((text) => /^-\w*e/.test(text))) isStrict = true;
    const at = texts.findIndex((text) => /(?:^|\/)mlflow$/.test(text));
    const database = words[at + 1];
    if (at === -1 || database?.text !== 'db' || texts[at + 2] !== 'upgrade') continue;
    if (separator === '&&' || (isStrict && separator !== '||')) report.upgrade(database.at);
  }
}

/** Patch releases of one minor version have one schema. */
function differs(a: MlflowPeer, b: MlflowPeer): boolean {
  const [one, two] = [a.mlflow?.version, b.mlflow?.version];
  if (one === undefined || two === undefined) return false;
  return one.release[0] !== two.release[0] || one.release[1] !== two.release[1];
}

const compose = (options: string, more = '', version = '3.13.0-full'): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v${version}
    command: ${options}
    volumes:
      - state:/state
${more}volumes:
  state:
`;
const database = '--backend-store-uri postgresql://db/runs --artifacts-destination s3://runs';

export const noOutdatedStorePage = definePage({
  rationale:
    'The tables of a database belong to one version of MLflow. A newer program migrates them, sometimes in silence, and the older one no longer starts: back up first, then run `mlflow db upgrade` once. From 3.13 on, runs in files are refused altogether.',
  references: ['https://mlflow.org/docs/latest/self-hosting/migration/'],
  bad: [
    {
      title: 'Runs in files',
      files: {
        'compose.yaml': compose(
          'mlflow server --host 0.0.0.0 --backend-store-uri /state/runs --artifacts-destination s3://runs',
        ),
      },
    },
    {
      title: 'An upgrade on each start',
      files: {
        'compose.yaml': compose(
          `sh -c "mlflow db upgrade postgresql://db/runs && mlflow server --host 0.0.0.0 ${database}"`,
          '',
          '3.9.0-full',
        ),
      },
    },
    {
      title: 'Registered models, and a version that keeps none in files',
      files: {
        'compose.yaml': `services:
  train:
    build: .
    environment:
      MLFLOW_TRACKING_URI: file:///runs
    volumes:
      - runs:/runs
volumes:
  runs:
`,
        Dockerfile: `FROM python:3.10-slim
RUN pip install --no-cache-dir mlflow==1.30.1 "sqlalchemy<2"
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
`,
        'train.py': 'import mlflow\n\nmlflow.register_model("runs:/1a/model", "prices")\n',
      },
    },
    {
      title: 'Two versions on one database',
      files: {
        'compose.yaml': compose(
          `mlflow server --host 0.0.0.0 ${database}`,
          `  older:
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: mlflow server --host 0.0.0.0 ${database}
`,
        ),
      },
    },
  ],
  good: [
    {
      title: 'A database that one version opens',
      files: { 'compose.yaml': compose(`mlflow server --host 0.0.0.0 ${database}`) },
    },
  ],
});
