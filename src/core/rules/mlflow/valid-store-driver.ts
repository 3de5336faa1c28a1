import { databaseDrivers } from '../../model/image-facts.data.ts';
import type { ScalarTextLike } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  unknown: 'There is no driver "{driver}" for {dialect}, so the server cannot open its store.',
  near: 'There is no driver "{driver}" for {dialect}; there is "{near}".',
  dialect: 'MLflow does not know "{dialect}:" and stops; the name is "{near}".',
  async: 'The driver "{driver}" waits for an event loop, which MLflow does not have: it stops.',
} as const;

export const validStoreDriver = defineRule({
  id: 'mlflow/valid-store-driver',
  summary: 'Require database drivers that exist in store URIs',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    service(service, report, { project, fileSet }) {
      const stack = fileSet === undefined ? undefined : project.mlflow.findStack(fileSet);
      const tracking = stack?.servers.find((one) => one.service === service);
      const variable = service.environment.find(
        ({ name }) => name === 'MLFLOW_BACKEND_STORE_URI' || name === 'BACKEND_STORE_URI',
      )?.value;
      const option = tracking?.backendUri;
      const uris = option === undefined || option.at.start === variable?.at.start ? [] : [option];
      for (const uri of variable === undefined ? uris : [...uris, variable]) check(uri, report);
    },
    dockerfile(dockerfile, report, { project }) {
      const server = project.mlflow.findImageServer(dockerfile)?.server;
      const uri = server?.findOption(['--backend-store-uri'], ['MLFLOW_BACKEND_STORE_URI']);
      if (uri !== undefined) check(uri, report);
    },
  },
});

/** Names of dialects that other programs use. */
const mistakenDialects: ReadonlyMap<string, string> = new Map([
  ['postgres', 'postgresql'],
  ['psql', 'postgresql'],
  ['mariadb', 'mysql'],
  ['sqlserver', 'mssql'],
  ['sqlite3', 'sqlite'],
]);

function check({ text, at }: ScalarTextLike, report: Report<typeof messages>): void {
  const [, dialect = '', driver] = /^(\w+)(?:\+(\w+))?:\/\//.exec(text) ?? [];
  const meant = mistakenDialects.get(dialect);
  if (meant !== undefined) report.dialect(at, { dialect, near: meant });
  const drivers = databaseDrivers.get(dialect);
  if (driver === undefined || drivers === undefined) return;
  if (/^(?:asyncpg|aiosqlite|aiomysql|asyncmy|aioodbc)$/.test(driver)) report.async(at, { driver });
  if (drivers.includes(driver)) return;
  const near = findNearName(driver, drivers);
  if (near === undefined) report.unknown(at, { driver, dialect });
  else report.near(at, { driver, dialect, near });
}

export const validStoreDriverPage = definePage({
  rationale:
    'The part of a database URI behind "+" names the Python driver. SQLAlchemy looks for a plug-in of exactly that name and stops the server when there is none.',
  references: ['https://docs.sqlalchemy.org/en/20/dialects/'],
  bad: [
    {
      title: 'Letters in the wrong order',
      files: {
        'compose.yaml':
          'services:\n  tracking:\n    image: tracking:1.4.0\n    environment:\n      MLFLOW_BACKEND_STORE_URI: postgresql+pyscopg2://u:p@db/mlflow\n',
      },
    },
    {
      title: 'A driver of another language',
      files: {
        'compose.yaml':
          'services:\n  tracking:\n    image: tracking:1.4.0\n    environment:\n      MLFLOW_BACKEND_STORE_URI: mysql+jdbc://u:p@db/mlflow\n',
      },
    },
    {
      title: 'A dialect of other programs, and a driver for another kind of program',
      files: {
        'compose.yaml':
          'services:\n  a:\n    image: tracking:1.4.0\n    environment:\n      MLFLOW_BACKEND_STORE_URI: postgres://u:p@db/mlflow\n  b:\n    image: tracking:1.4.0\n    environment:\n      MLFLOW_BACKEND_STORE_URI: postgresql+asyncpg://u:p@db/mlflow\n',
      },
    },
  ],
  good: [
    {
      title: 'A driver that exists',
      files: {
        'compose.yaml':
          'services:\n  tracking:\n    image: tracking:1.4.0\n    environment:\n      MLFLOW_BACKEND_STORE_URI: postgresql+psycopg2://u:p@db/mlflow\n',
      },
    },
  ],
});
