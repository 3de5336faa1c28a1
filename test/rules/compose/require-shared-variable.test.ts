import { requireSharedVariable } from '../../../src/core/rules/compose/require-shared-variable.ts';
import { describeRule } from '../../support/describe-rule.ts';

const airflow = (scheduler: string, mark = ''): string => `
--- compose.yaml
services:
  db: { image: "postgres:16.4" }
  web:
    image: apache/airflow:2.9.3
    command: webserver
    environment:
      AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: postgresql+psycopg2://a:b@db/airflow
  scheduler:
${mark}    image: apache/airflow:2.9.3
    command: scheduler
${scheduler}
`;

const celery = (files: string, mark = ''): string => `
--- compose.yaml
services:
  queue: { image: "redis:7.4.1" }
  api:
    build: .
    environment: { CELERY_BROKER_URL: "redis://queue:6379/0" }
  worker:
${mark}    build: .
    command: celery -A tides worker --loglevel info
--- Dockerfile
FROM python:3.12-slim
COPY tides.py .
CMD ["python", "tides.py"]
${files}
`;

describeRule(requireSharedVariable, ({ flags, accepts }) => {
  flags('a scheduler without the database', airflow('', '  ^^^^^^^^^ lacking\n'));
  flags(
    'a worker of the same build without the broker',
    celery(
      '--- tides.py\nimport os\nbroker = os.getenv("CELERY_BROKER_URL", "redis://localhost:6379")',
      '  ^^^^^^ lacking\n',
    ),
  );
  accepts(
    'the older name of the variable',
    airflow('    environment: { AIRFLOW__CORE__SQL_ALCHEMY_CONN: "postgresql://a:b@db/airflow" }'),
  );
  accepts('an env file that is not there', airflow('    env_file: airflow.env'));
  accepts('a settings file', airflow('    volumes: ["./airflow.cfg:/opt/airflow/airflow.cfg"]'));
  accepts(
    'an address in the code',
    celery(
      '--- tides.py\nimport os\nbroker = os.getenv("CELERY_BROKER_URL", "redis://queue:6379")',
    ),
  );
  accepts(
    'a variable of the image',
    celery('--- tides.py\n').replace('COPY', 'ENV CELERY_BROKER_URL=redis://queue:6379/0\nCOPY'),
  );
  accepts(
    'other images',
    airflow('').replace('airflow:2.9.3\n    command: s', 'airflow:2.9.4\n    command: s'),
  );
});
