import type { StoreOpener } from '../../model/mlflow-openers.ts';
import { findStoreOpeners } from '../../model/mlflow-openers.ts';
import { isBefore } from '../../model/mlflow-versions.ts';
import type { InstalledPackage } from '../../model/python-packages.ts';
import { isAllowed } from '../../model/python-specifiers.ts';
import { comparePublicVersions, parseVersion } from '../../model/python-version.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles, Report } from '../../rulekit/rule.ts';

const messages = {
  old: 'MLflow {version} fails on SQLAlchemy 2.1; the first that knows it is MLflow 3.9.',
  driver: 'SQLAlchemy 2.1 opens "postgresql:" with psycopg, and the image has only psycopg2.',
} as const;

export const noIncompatibleSqlalchemy = defineRule({
  id: 'mlflow/no-incompatible-sqlalchemy',
  summary: 'Disallow versions of SQLAlchemy that MLflow or the driver of its database cannot use',
  severity: 'error',
  preset: 'essential',
  since: '0.3.0',
  messages,
  on: {
    fileSet(fileSet, report, { project }) {
      for (const opener of findStoreOpeners(project.mlflow.findStack(fileSet))) {
        const sqlalchemy = opener.peer.packages?.packages.get('sqlalchemy');
        if (opener.store.kind === 'files' || sqlalchemy === undefined) continue;
        if (isNew(sqlalchemy)) check(opener, sqlalchemy, report);
      }
    },
  },
});

function check(
  { peer, uri }: StoreOpener,
  sqlalchemy: InstalledPackage,
  report: Report<typeof messages>,
): void {
  const { mlflow, packages } = peer;
  if (isBefore(mlflow, '3.9')) {
    report.old(sqlalchemy.at, { version: mlflow?.version?.text ?? '' });
    return;
  }
  const hasOld = ['psycopg2', 'psycopg2-binary'].some((name) => packages?.packages.has(name));
  const hasNew = ['psycopg', 'psycopg-binary'].some((name) => packages?.packages.has(name));
  if (uri.text.startsWith('postgresql:') && hasOld && !hasNew) report.driver(uri.at);
}

/** True where 2.1 or later is certainly installed: it is the version, or older ones are not allowed. */
function isNew({ version, specifiers }: InstalledPackage): boolean {
  const [old, changed] = ['2.0.99', '2.1.0'].map((text) => parseVersion(text));
  if (old === undefined || changed === undefined) return false;
  if (version !== undefined) return comparePublicVersions(version, changed) >= 0;
  return specifiers.length > 0 && !isAllowed(old, specifiers) && isAllowed(changed, specifiers);
}

const stack = (packages: string, uri = 'sqlite:////state/runs.db'): ExampleFiles => ({
  'compose.yaml': `services:
  tracking:
    build: .
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri ${uri} --artifacts-destination /state/files
    volumes:
      - state:/state
volumes:
  state:
`,
  Dockerfile: `FROM python:3.12-slim\nRUN pip install --no-cache-dir ${packages}\n`,
});

export const noIncompatibleSqlalchemyPage = definePage({
  rationale:
    'SQLAlchemy 2.1 took a class away that MLflow before 3.9 imports, so the server ends at its start with an ImportError. It also opens plain `postgresql:` addresses with psycopg 3 instead of psycopg2.',
  references: ['https://docs.sqlalchemy.org/en/21/changelog/migration_21.html'],
  bad: [
    {
      title: 'MLflow 2 with a newer SQLAlchemy',
      files: stack('mlflow==2.22.0 sqlalchemy==2.1.4'),
    },
    {
      title: 'The driver that was the default before',
      files: stack(
        'mlflow==3.9.0 sqlalchemy==2.1.4 psycopg2-binary==2.9.10',
        'postgresql://runs@db/runs',
      ),
    },
  ],
  good: [
    {
      title: 'A SQLAlchemy that the version knows',
      files: stack('mlflow==2.22.0 sqlalchemy==2.0.43'),
    },
    {
      title: 'A driver that is named',
      files: stack(
        'mlflow==3.9.0 sqlalchemy==2.1.4 psycopg2-binary==2.9.10',
        'postgresql+psycopg2://runs@db/runs',
      ),
    },
  ],
});
