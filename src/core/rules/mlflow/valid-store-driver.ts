import { databaseDrivers } from '../../model/image-facts.data.ts';
import { findMlflowServer } from '../../model/mlflow-server.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearName } from '../../rulekit/near-name.ts';

export const validStoreDriver = defineRule({
  id: 'mlflow/valid-store-driver',
  summary: 'Require database drivers that exist in store URIs',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unknown: 'There is no driver "{driver}" for {dialect}, so the server cannot open its store.',
    near: 'There is no driver "{driver}" for {dialect}; there is "{near}".',
  },
  on: {
    service(service, report) {
      const option = findMlflowServer(service)?.findOption(['--backend-store-uri'], []);
      const variable = service.environment.find(
        ({ name }) => name === 'MLFLOW_BACKEND_STORE_URI' || name === 'BACKEND_STORE_URI',
      )?.value;
      for (const uri of [option, variable]) {
        const [, dialect = '', driver = ''] = /^(\w+)\+(\w+):/.exec(uri?.text ?? '') ?? [];
        const drivers = databaseDrivers.get(dialect);
        if (uri === undefined || drivers === undefined || drivers.includes(driver)) continue;
        const near = findNearName(driver, drivers);
        if (near === undefined) report.unknown(uri.at, { driver, dialect });
        else report.near(uri.at, { driver, dialect, near });
      }
    },
  },
});

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
