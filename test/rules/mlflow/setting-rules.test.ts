import { noContradictingOptions } from '../../../src/core/rules/mlflow/no-contradicting-options.ts';
import { noUnknownVariable } from '../../../src/core/rules/mlflow/no-unknown-variable.ts';
import { requireCreatedBucket } from '../../../src/core/rules/mlflow/require-created-bucket.ts';
import { validTrackingUri } from '../../../src/core/rules/mlflow/valid-tracking-uri.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnknownVariable, ({ flags, accepts }) => {
  flags(
    'names that are nearly right, also in an env file',
    `
--- compose.yaml
services:
  a:
    image: x:1
    environment:
      MLFLOW_BACKEND_URI: postgresql://db/x
      ^^^^^^^^^^^^^^^^^^ unknown
    env_file: a.env
--- a.env
MLFLOW_TRACKING_PASWORD=x
^^^^^^^^^^^^^^^^^^^^^^^ unknown
`,
  );
  accepts(
    'names that MLflow reads, names that are far from any, and names that somebody uses',
    `
--- compose.yaml
services:
  a:
    image: x:1
    command: mlflow server --default-artifact-root $MLFLOW_ARTIFACT_ROOT
    environment:
      MLFLOW_EXPERIMENT_NAME: x
      MLFLOW_DB_HOST: x
      MLFLOW_TRACKING_USER: x
      MLFLOW_ARTIFACT_ROOT: x
--- settings.py
class Settings:
    mlflow_tracking_user: str
`,
  );
});

describeRule(validTrackingUri, ({ flags, accepts }) => {
  flags(
    'a host without a scheme, the name of a service, and an address',
    `
services:
  server:
    image: x:1
  a:
    image: x:1
    environment: [MLFLOW_TRACKING_URI=server]
                                      ^^^^^^ scheme
  b:
    image: x:1
    environment: ["MLFLOW_REGISTRY_URI=10.0.0.7:5000"]
                                       ^^^^^^^^^^^^^ scheme
  c:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://172.19.0.4:5000"]
                                       ^^^^^^^^^^^^^^^^^^^^^^ address
`,
  );
  accepts(
    'folders, databases, addresses that are given, and the gateway',
    `
services:
  a:
    image: x:1
    environment: [MLFLOW_TRACKING_URI=./mlruns]
  b:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=sqlite:///runs.db"]
  c:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://172.20.0.9:5000"]
  d:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://172.17.0.1:5000"]
  e:
    image: x:1
    environment: [MLFLOW_TRACKING_URI=databricks]
  f:
    image: x:1
    networks:
      lab:
        ipv4_address: 172.20.0.9
networks:
  lab:
`,
  );
});

describeRule(requireCreatedBucket, ({ flags, accepts }) => {
  const server = (bucket: string): string =>
    `  minio:\n    image: minio/minio:1\n  server:\n    image: x:1\n    command: mlflow server --artifacts-destination s3://${bucket}\n`;
  flags(
    'a job with another name in its script',
    `
services:
${server('runs')}  job:
    image: x:1
    entrypoint: sh -c "mc alias set a http://minio:9000 k s; mc mb -p a/run"
                                                                      ^^^^^ other
`,
  );
  accepts(
    'one of several names, a name nobody knows, and no job',
    `
--- compose.yaml
services:
${server('runs')}  job:
    image: minio/mc:1
    command: mb a/models a/runs
--- other/compose.yaml
services:
${server('runs')}  job:
    image: minio/mc:1
    command: mb a/$BUCKET
--- third/compose.yaml
services:
${server('runs')}`,
  );
});

describeRule(noContradictingOptions, ({ flags, accepts }) => {
  flags(
    'an equals sign and a start script',
    `
--- compose.yaml
services:
  a:
    build: .
    command: sh start.sh
--- Dockerfile
FROM python:3.11
WORKDIR /srv
COPY start.sh .
RUN pip install mlflow
--- start.sh
exec mlflow server --allowed-hosts=runs:5000 --waitress-opts x
                   ^^^^^^^^^^^^^^^^^^^^^^^^^ security
`,
  );
  accepts(
    'variables of the same meaning, and the proxy where it is on',
    `
services:
  a:
    image: x:1
    command: mlflow server --gunicorn-opts x --artifacts-destination s3://x
    environment:
      MLFLOW_SERVER_ALLOWED_HOSTS: a:5000
  b:
    image: ghcr.io/mlflow/mlflow:v1.28.0
    command: mlflow server --serve-artifacts --artifacts-destination s3://x --backend-store-uri $URI
    environment:
      MLFLOW_BACKEND_STORE_URI: x
`,
  );
});
