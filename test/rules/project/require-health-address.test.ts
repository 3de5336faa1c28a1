import { requireHealthAddress } from '../../../src/core/rules/project/require-health-address.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireHealthAddress, ({ flags, accepts }) => {
  flags(
    'ports of the host, in URLs and for clients of databases',
    `
services:
  api:
    image: api:1.0
    ports: [{ target: 80, published: 8080 }]
    healthcheck: { test: curl -f http://127.0.0.1:8080/ || exit 1 }
                                 ^^^^^^^^^^^^^^^^^^^^^^ published
  cache:
    image: redis:7.4
    ports: ["6380:6379"]
    healthcheck: { test: ["CMD", "redis-cli", "-p", "6380", "ping"] }
                                                    ^^^^^^ published
  db:
    image: postgres:16.4
    ports: ["127.0.0.1:5433:5432"]
    healthcheck: { test: ["CMD-SHELL", "pg_isready -U postgres -p 5433"] }
                                                                  ^^^^ published
`,
  );
  flags(
    'paths of servers that are known, also with a server of an image of its own',
    `
--- compose.yaml
services:
  flows:
    image: prefecthq/prefect:3.1.11-python3.12
    command: prefect server start --host 0.0.0.0
    healthcheck:
      test: ["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://localhost:4200/health')"]
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ path
  store:
    image: minio/minio:RELEASE.2025-02-08T19-54-51Z
    command: server /data
    healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:9000/minio/healthz"] }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ path
--- Dockerfile
FROM python:3.12-slim
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8501/health')"]
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ path
CMD ["streamlit", "run", "board.py"]
`,
  );
  flags(
    'localhost for wget in Alpine',
    `
--- compose.yaml
services:
  page:
    image: nginx:1.27-alpine
    volumes: ["./conf:/etc/nginx/conf.d"]
    healthcheck: { test: wget --spider -q http://localhost/ || exit 1 }
                                          ^^^^^^^^^^^^^^^^^ family
  api:
    build: .
    healthcheck: { test: ["CMD", "wget", "-q", "http://localhost:8000/"] }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^ family
--- conf/default.conf
server {
  listen 80;
}
--- Dockerfile
FROM python:3.12-alpine AS base
FROM base
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "api:app"]
`,
  );
  accepts(
    'another wget, listeners of both kinds, prefixes that are told, and ports of both sides',
    `
--- compose.yaml
services:
  page:
    image: nginx:1.27-alpine
    volumes: ["./conf:/etc/nginx/conf.d"]
    healthcheck: { test: wget --spider -q http://localhost/ || exit 1 }
  plain:
    image: nginx:1.27-alpine
    healthcheck: { test: wget --spider -q http://localhost/ || exit 1 }
  api:
    build: .
    ports: ["8000:8000", "8001:8000"]
    healthcheck: { test: ["CMD", "wget", "-q", "http://localhost:8000/"] }
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --static-prefix /runs
    healthcheck: { test: ["CMD", "curl", "http://localhost:5000/runs/health"] }
  off:
    image: redis:7.4
    ports: ["6380:6379"]
    healthcheck: { disable: true, test: ["CMD", "redis-cli", "-p", "6380", "ping"] }
--- conf/default.conf
server {
  listen 80;
  listen [::]:80;
}
--- Dockerfile
FROM python:3.12-alpine
RUN apk add --no-cache wget
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "api:app"]
`,
  );
});
