import { noVersionSkew } from '../../../src/core/rules/mlflow/no-version-skew.ts';
import { requireArtifactAccess } from '../../../src/core/rules/mlflow/require-artifact-access.ts';
import { requirePersistentStore } from '../../../src/core/rules/mlflow/require-persistent-store.ts';
import { requireStorePackage } from '../../../src/core/rules/mlflow/require-store-package.ts';
import { describeRule } from '../../support/describe-rule.ts';

const client = '    environment:\n      MLFLOW_TRACKING_URI: http://server:5000\n';

describeRule(requireStorePackage, ({ flags, accepts }) => {
  flags(
    'a driver that is missing in what a start script starts',
    `
--- Dockerfile
FROM python:3.11
RUN pip install mlflow==2.22.0 boto3
WORKDIR /srv
COPY run.sh ./
CMD ["sh", "run.sh"]
--- run.sh
exec mlflow server \\
  --backend-store-uri "mysql+pymysql://$USER:$PASSWORD@db/runs" \\
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ database
  --artifacts-destination s3://runs
`,
  );
  flags(
    'a client that writes to the bucket by itself',
    `
--- compose.yaml
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root s3://runs
  train:
    build: .
    environment:
      MLFLOW_TRACKING_URI: http://server:5000
                           ^^^^^^^^^^^^^^^^^^ client
--- Dockerfile
FROM python:3.11
RUN pip install mlflow
`,
  );
  accepts(
    'images that may hold the driver',
    `
services:
  full:
    image: ghcr.io/mlflow/mlflow:v3.9.0-full
    command: mlflow server --backend-store-uri postgresql://u:p@db/x
  digest:
    image: ghcr.io/mlflow/mlflow@sha256:45bdcc9439dac5c51c160a863e3c1cadae1757de9d6d1b9403e0a648a6f2333b
    command: mlflow server --backend-store-uri postgresql://u:p@db/x
  own:
    image: tracking:1
    command: mlflow server --backend-store-uri postgresql://u:p@db/x
  late:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: sh -c "pip install psycopg2-binary && mlflow server --backend-store-uri postgresql://u:p@db/x"
  extra:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: sh -c "pip install mlflow[extras] && mlflow server --artifacts-destination s3://x"
  sqlite:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri sqlite:////x/y.db
`,
  );
});

describeRule(requirePersistentStore, ({ flags, accepts }) => {
  flags(
    'stores outside of volumes',
    `
services:
  a:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri sqlite:////data/runs.db
                                               ^^^^^^^^^^^^^^^^^^^^^^^ lost
  b:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri ./runs
                                               ^^^^^^ relative
  c:
    image: ghcr.io/mlflow/mlflow:v3.7.0
    command: mlflow server
                    ^^^^^^ default
    volumes: ["./mlruns:/mlruns"]
  d:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri postgresql://db/x --artifacts-destination /files
                                                                                         ^^^^^^ artifacts
`,
  );
  accepts(
    'stores on mounts, in databases, and where the folder is not known',
    `
services:
  a:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server
    volumes: ["./mlruns:/mlruns"]
  b:
    image: own:1
    command: mlflow server --backend-store-uri sqlite:///runs.db
  c:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server
  d:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri sqlite:///data/runs.db
    volumes: ["data:/data"]
  e:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --backend-store-uri sqlite:////data/runs.db
    volumes: ["data:$WHERE"]
volumes:
  data:
`,
  );
});

describeRule(noVersionSkew, ({ flags, accepts }) => {
  const server = '  server:\n    image: ghcr.io/mlflow/mlflow:v3.1.0\n    command: mlflow server\n';
  flags(
    'an older major version, and a newer minor one from a requirements file',
    `
--- compose.yaml
services:
${server}  old:
    build: {context: ., dockerfile: old.Dockerfile}
${client}  new:
    build: .
${client}
--- old.Dockerfile
FROM python:3.11
RUN pip install mlflow==2.9.2
                ^^^^^^^^^^^^^ older
--- Dockerfile
FROM python:3.11
COPY requirements.txt .
RUN pip install -r requirements.txt
--- requirements.txt
mlflow==3.2.1
^^^^^^^^^^^^^ newer
`,
  );
  accepts(
    'the same minor version, an older one, and a range that ends in time',
    `
--- compose.yaml
services:
${server}  patch:
    build: {context: ., dockerfile: patch.Dockerfile}
${client}  range:
    build: {context: ., dockerfile: range.Dockerfile}
${client}  stranger:
    build: {context: ., dockerfile: stranger.Dockerfile}
--- patch.Dockerfile
FROM python:3.11
RUN pip install mlflow==3.1.4
--- range.Dockerfile
FROM python:3.11
RUN pip install "mlflow>=3.0,<3.2"
--- stranger.Dockerfile
FROM python:3.11
RUN pip install mlflow==3.4.0
`,
  );
});

describeRule(requireArtifactAccess, ({ flags, accepts }) => {
  flags(
    'clients without keys, a server past which they write, and a store nobody asks',
    `
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root s3://runs
    environment:
      AWS_ACCESS_KEY_ID: $KEY
  train:
  ^^^^^ client
    image: x:1
${client}  proxy:
    image: x:1
    command: mlflow server --serve-artifacts --default-artifact-root s3://runs
                                                                     ^^^^^^^^^ bypass
    environment:
      AWS_ACCESS_KEY_ID: $KEY
  other:
    image: x:1
    environment:
      MLFLOW_TRACKING_URI: http://proxy:5000
`,
  );
  flags(
    'a server that would ask AWS',
    `
services:
  minio:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
  server:
    image: x:1
    command: mlflow server --artifacts-destination s3://runs
                                                   ^^^^^^^^^ server
`,
  );
  accepts(
    'keys of other kinds, settings in files that are not there, and AWS itself',
    `
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root s3://runs
    environment:
      AWS_ACCESS_KEY_ID: $KEY
  profile:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://server:5000", AWS_PROFILE=lab]
  mounted:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://server:5000"]
    volumes: ["~/.aws:/root/.aws:ro"]
  hidden:
    image: x:1
    env_file: missing.env
${client}`,
  );
});
