import { requireSetVariable } from '../../../src/core/rules/project/require-set-variable.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireSetVariable, ({ flags, accepts }) => {
  flags(
    'shell forms, lists with a shell, and entrypoints',
    `
--- compose.yaml
x-env: &env
  STORE_URI: sqlite:////data/runs.db
services:
  tracking:
    image: python:3.12-slim
    command: ["bash", "-c", "mlflow server --backend-store-uri $$STORE_URI --port $$SERVER_PORT"]
                                                                                  ^^^^^^^^^^^^^ near
    environment:
      <<: *env
      STORE_PORT: 5000
  api:
    build: ./api
    env_file: api.env
--- api.env
WORKERS=2
--- api/Dockerfile
FROM python:3.12-slim
CMD gunicorn api:app --workers \${WORKERS} --timeout \${WORKER_TIMEOUT}
                                                    ^^^^^^^^^^^^^^^^^ unset
`,
  );
  flags(
    'a start script without its own service beside it, and an ARG',
    `
--- one/Dockerfile
FROM python:3.12-slim AS base
ENV REGISTRY_URL=http://registry
FROM base
COPY entry.sh /entry.sh
ENTRYPOINT ["/entry.sh"]
--- one/entry.sh
#!/bin/bash
for part in a b; do echo "$part"; done
while read -r line; do python load.py "$line"; done < list
export LIMIT=3
python serve.py "$REGISTRY_URI" "$LIMIT" "$part" "$UNKNOWN"
                ^^^^^^^^^^^^^^^ near
--- two/Dockerfile
FROM python:3.12-slim
ARG MODEL
CMD python serve.py $MODEL
                    ^^^^^^ argument
`,
  );
  accepts(
    'what is set, tested, has a default, or may be set by others',
    `
--- compose.yaml
services:
  passed:
    build: .
    environment: [DATASET]
  unseen:
    build: ./b
    env_file: .env
  base:
    image: apache/airflow:2.10.4
    entrypoint: ["bash", "-c", "airflow db migrate && echo $$AIRFLOW_UID && run $$AIRFLOW_UID"]
  compose:
    image: python:3.12-slim
    command: ["sh", "-c", "python fit.py \${EPOCHS} $$HOME $$PORT"]
--- Dockerfile
FROM python:3.12-slim
CMD python fit.py "$DATASET" "\${SEED:-1}" '$NOT_ME'
--- b/Dockerfile
FROM python:3.12-slim
COPY go.sh /
CMD ["sh", "/go.sh"]
--- b/go.sh
python fit.py $ANYTHING
--- c/Dockerfile
FROM python:3.12-slim
COPY go.sh other.sh /
ENV MODE=fit
CMD ["sh", "/go.sh"]
--- c/go.sh
if [ -n "$MODEL" ]; then python fit.py "$MODEL"; fi
`,
  );
});
