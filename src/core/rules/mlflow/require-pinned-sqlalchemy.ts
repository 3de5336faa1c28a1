import type { MlflowPeer } from '../../model/mlflow-peer.ts';
import { findStoreOpeners } from '../../model/mlflow-openers.ts';
import { isBefore } from '../../model/mlflow-versions.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requirePinnedSqlalchemy = defineRule({
  id: 'mlflow/require-pinned-sqlalchemy',
  summary: 'Require a limit for SQLAlchemy beside versions of MLflow that cannot use the newest',
  severity: 'info',
  preset: 'recommended',
  since: '0.3.0',
  messages: {
    open: 'pip installs SQLAlchemy 2.1, on which MLflow {version} fails: add "sqlalchemy<2.1".',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const told = new Set<string>();
      for (const { peer, store } of findStoreOpeners(project.mlflow.findStack(fileSet))) {
        const version = peer.mlflow?.version;
        if (store.kind === 'files' || version === undefined || !isOpen(peer)) continue;
        const { at } = peer.mlflow ?? { at: peer.service.nameAt };
        const place = `${at.file}:${at.start}`;
        // Services of one image share the place.
        if (told.has(place)) continue;
        told.add(place);
        report.open(at, { version: version.text });
      }
    },
  },
});

/** True where pip chooses the version of SQLAlchemy by itself, for an MLflow that takes any below 3. */
function isOpen({ mlflow, packages }: MlflowPeer): boolean {
  if (mlflow?.evidence !== 'named' || !isBefore(mlflow, '3.9') || isBefore(mlflow, '2.4')) {
    return false;
  }
  return packages?.isClosed !== true && packages?.packages.has('sqlalchemy') === false;
}

const stack = (packages: string): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:
  tracking:
    build: .
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
volumes:
  state:
`,
  Dockerfile: `FROM python:3.12-slim\nRUN pip install --no-cache-dir ${packages}\n`,
});

export const requirePinnedSqlalchemyPage = definePage({
  rationale:
    'MLflow allows any SQLAlchemy below 3, and versions before 3.9 import a class that 2.1 no longer has. An image that was fine when it was built ends with an ImportError when it is built again.',
  exceptions: 'Lock files hold the version of SQLAlchemy; images that are never built again too.',
  references: ['https://docs.sqlalchemy.org/en/21/changelog/migration_21.html'],
  bad: [{ title: 'MLflow 2 and nothing else', files: stack('mlflow==2.22.0') }],
  good: [
    { title: 'With a limit', files: stack('mlflow==2.22.0 "sqlalchemy<2.1"') },
    { title: 'A version that knows SQLAlchemy 2.1', files: stack('mlflow==3.9.0') },
  ],
});
