import { requireReadyDependency } from '../../../src/core/rules/compose/require-ready-dependency.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireReadyDependency, ({ flags, accepts }) => {
  flags(
    'programs that connect at once: by a variable, by hosts and by code',
    `
--- compose.yaml
services:
  db:
    image: mysql:8.4
  docs:
    image: mongo:7.0
  shop:
    image: shop:1.0
    environment: ["DSN=mysql+pymysql://root@db/shop"]
    depends_on:
      - db
        ^^ early
  label:
    image: label:1.0
    env_file: label.env
    depends_on: { docs: { condition: service_started } }
                  ^^^^ early
  load:
    image: python:3.12-slim
    command: python /srv/load.py
    volumes: ["./load.py:/srv/load.py"]
    depends_on: [docs]
                 ^^^^ early
  queue:
    image: rabbitmq:4.0
    healthcheck: { test: rabbitmq-diagnostics -q ping }
  worker:
    image: worker:1.0
    environment: { BROKER: "amqp://guest:guest@queue:5672//" }
    depends_on: [queue]
                 ^^^^^ checked
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0
    healthcheck: { test: ["CMD", "python", "-c", "import mlflow"] }
  fit:
    image: fit:1.0
    environment: { MLFLOW_TRACKING_URI: "http://tracking:5000" }
    depends_on: [tracking]
                 ^^^^^^^^ checked
--- label.env
MONGO_HOST=docs
--- load.py
from pymongo import MongoClient
client = MongoClient("mongodb://docs:27017")
`,
  );
  accepts(
    'programs that are started again, wait by themselves or behind another one, and those that do not connect',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
  again:
    image: again:1.0
    restart: unless-stopped
    environment: { DSN: "postgresql://postgres@db/x" }
    depends_on: [db]
  waits:
    build: .
    environment: { DSN: "postgresql://postgres@db/x" }
    depends_on: [db]
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri $\${STORE}
    environment: { STORE: "postgresql://postgres@db/x" }
    depends_on: [db]
  scheduler:
    image: apache/airflow:2.10.4
    environment: { AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: "postgresql://postgres@db/x" }
    depends_on: [db]
  behind:
    image: behind:1.0
    environment: { DSN: "postgresql://postgres@db/x" }
    depends_on: { db: { condition: service_started }, waits: { condition: service_healthy } }
  page:
    image: page:1.0
    depends_on: [db]
--- Dockerfile
FROM python:3.12-slim
COPY entry.sh /entry.sh
ENTRYPOINT ["/entry.sh"]
--- entry.sh
#!/bin/sh
until python -c "import check"; do sleep 1; done
exec "$@"
`,
  );
});
