import type { TrackingServer } from '../../model/mlflow-tracking-server.ts';
import { isAtLeast } from '../../model/mlflow-versions.ts';
import type { FileSet, Service } from '../../model/project.ts';
import { findServiceByHost, parseUrlAddress } from '../../model/service-address.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  triggers:
    'MLflow from 3.8 on creates triggers, and "{service}" with its binary log lets "{user}" create none.',
} as const;

export const requireTriggerRights = defineRule({
  id: 'mlflow/require-trigger-rights',
  summary: 'Require a MySQL that lets the user of MLflow create triggers',
  severity: 'warning',
  preset: 'essential',
  since: '0.3.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      for (const server of project.mlflow.findStack(fileSet).servers)
        check(server, fileSet, report);
    },
  },
});

/** MySQL 8 keeps a binary log, and lets nobody but root make triggers then. */
function check(
  { peer, backendUri }: TrackingServer,
  fileSet: FileSet,
  report: Report<typeof messages>,
): void {
  if (backendUri === undefined || !isAtLeast(peer.mlflow, '3.8')) return;
  const user = /^mysql(?:\+\w+)?:\/\/([^:@/$]+)[:@]/.exec(backendUri.text)?.[1];
  const host = parseUrlAddress(backendUri.text)?.host;
  if (user === undefined || user === 'root' || host === undefined) return;
  const database = findServiceByHost(fileSet, host);
  if (database !== undefined && keepsBinaryLog(database)) {
    report.triggers(database.nameAt, { service: database.name, user });
  }
}

function keepsBinaryLog({ image, command, mounts }: Service): boolean {
  if (!/(?:^|\/)mysql$/.test(image?.repository ?? '')) return false;
  if (!/^(?:[89]|1\d|latest|lts|innovation)/.test(image?.tag ?? 'latest')) return false;
  const isSet = command?.words.some(({ text }) =>
    /log[-_]bin[-_]trust[-_]function[-_]creators|(?:skip|disable)[-_]log[-_]bin/.test(text),
  );
  // A file of settings or a script at the first start may say the same.
  return isSet !== true && !mounts.some(({ target }) => /^\/etc\/|initdb/.test(target));
}

const stack = (command = ''): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: >
      mlflow server --host 0.0.0.0 --artifacts-destination /state/files
      --backend-store-uri mysql+pymysql://runs:\${PASSWORD:?}@tables/runs
    volumes:
      - state:/state
  tables:
    image: mysql:8.4.2
${command}    environment:
      MYSQL_RANDOM_ROOT_PASSWORD: "1"
      MYSQL_DATABASE: runs
      MYSQL_USER: runs
      MYSQL_PASSWORD: \${PASSWORD:?}
    volumes:
      - tables:/var/lib/mysql
volumes:
  state:
  tables:
`;

export const requireTriggerRightsPage = definePage({
  rationale:
    'MySQL keeps a binary log since 8.0, and then lets only users with a special right create triggers. The migrations of MLflow 3.8 create some, so the server stops at its start with error 1419 on a database that an ordinary user owns.',
  exceptions: 'Databases whose settings or first scripts give the right are left alone.',
  references: ['https://dev.mysql.com/doc/refman/8.4/en/stored-programs-logging.html'],
  bad: [{ title: 'The image as it is', files: { 'compose.yaml': stack() } }],
  good: [
    {
      title: 'A server that trusts those who make functions',
      files: { 'compose.yaml': stack('    command: --log-bin-trust-function-creators=1\n') },
    },
  ],
});
