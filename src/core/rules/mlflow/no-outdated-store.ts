import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeast } from '../../model/mlflow-versions.ts';
import { findVariable } from '../../model/mlflow-server.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  files: 'MLflow {version} refuses to keep runs in files, as in "{path}"; it wants a database.',
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
      const { servers } = project.mlflow.findStack(fileSet);
      for (const server of servers) {
        checkFiles(server, report);
        checkUpgrade(server, report);
      }
      for (const [index, server] of servers.entries()) {
        const other = servers.slice(0, index).find((one) => sharesDatabase(one, server));
        const version = other?.peer.mlflow?.version;
        if (other === undefined || version === undefined || server.backendUri === undefined)
          continue;
        const names = { other: version.text, service: other.service.name };
        report.versions(server.backendUri.at, names, {
          related: [{ at: other.service.nameAt, message: 'The other server is here.' }],
        });
      }
    },
  },
});

function checkFiles(server: TrackingServer, report: Report<typeof messages>): void {
  const { backend, backendUri, peer, service } = server;
  if (backend?.kind !== 'files' || backendUri === undefined) return;
  if (!isAtLeast(peer.mlflow, '3.13')) return;
  const allowed = findVariable(service, 'MLFLOW_ALLOW_FILE_STORE');
  if (allowed !== undefined && !/^(?:false|0)$/i.test(allowed.text)) return;
  const version = peer.mlflow?.version?.text ?? '';
  report.files(backendUri.at, { version, path: backend.written });
}

/** An upgrade before the server's start, in the same script, with nothing that catches its failure. */
function checkUpgrade({ peer, backend }: TrackingServer, report: Report<typeof messages>): void {
  if (backend?.kind === 'files') return;
  for (const { words } of peer.commands) {
    const at = words.findIndex(({ text }) => /(?:^|\/)mlflow$/.test(text));
    const database = words[at + 1];
    const isUpgrade = database?.text === 'db' && words[at + 2]?.text === 'upgrade';
    if (at !== -1 && database !== undefined && isUpgrade) report.upgrade(database.at);
  }
}

function sharesDatabase(a: TrackingServer, b: TrackingServer): boolean {
  if (a.backend?.kind !== 'database' || a.backendUri?.text !== b.backendUri?.text) return false;
  const [one, two] = [a.peer.mlflow?.version, b.peer.mlflow?.version];
  if (one === undefined || two === undefined) return false;
  return one.release[0] !== two.release[0] || one.release[1] !== two.release[1];
}

const compose = (options: string, more = ''): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.13.0-full
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
        ),
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
