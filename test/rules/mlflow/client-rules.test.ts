import { noLoopbackHost } from '../../../src/core/rules/mlflow/no-loopback-host.ts';
import { noLoopbackTrackingUri } from '../../../src/core/rules/mlflow/no-loopback-tracking-uri.ts';
import { noUnsharedArtifactRoot } from '../../../src/core/rules/mlflow/no-unshared-artifact-root.ts';
import { requireAllowedHost } from '../../../src/core/rules/mlflow/require-allowed-host.ts';
import { requirePersistentArtifacts } from '../../../src/core/rules/mlflow/require-persistent-artifacts.ts';
import { requireReachableServer } from '../../../src/core/rules/mlflow/require-reachable-server.ts';
import { describeRule } from '../../support/describe-rule.ts';

const tracker = `services:
  tracker:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: mlflow server --host 0.0.0.0 --default-artifact-root /data/files
`;

describeRule(noLoopbackTrackingUri, ({ flags, accepts }) => {
  flags(
    'an address that the image sets',
    `
--- compose.yaml
${tracker}  train:
    build: .
--- Dockerfile
FROM python:3.11-slim
ENV MLFLOW_TRACKING_URI=http://127.0.0.1:5000
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ itself
CMD ["python", "train.py"]
`,
  );
  flags(
    'an address that a start script exports',
    `
--- compose.yaml
${tracker}  train:
    build: .
    entrypoint: ["./run.sh"]
--- Dockerfile
FROM python:3.11-slim
WORKDIR /srv
COPY . .
--- run.sh
export MLFLOW_TRACKING_URI=http://localhost:5000
                           ^^^^^^^^^^^^^^^^^^^^^ itself
exec python train.py
`,
  );
  flags(
    'an address before the program, and 0.0.0.0 as a place to call',
    `
--- compose.yaml
${tracker}  train:
    image: trainer:1.4.0
    command: ["sh", "-c", "MLFLOW_TRACKING_URI=http://localhost:5000 python train.py"]
                                               ^^^^^^^^^^^^^^^^^^^^^ itself
  serve:
    image: server:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://0.0.0.0:5000
                           ^^^^^^^^^^^^^^^^^^^ itself
`,
  );
  accepts(
    'a default that the service replaces',
    `
--- compose.yaml
${tracker}  train:
    build: .
    environment:
      TRACKING: http://tracker:5000
--- Dockerfile
FROM python:3.11-slim
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
--- train.py
import os
import mlflow

mlflow.set_tracking_uri(os.getenv("TRACKING", "http://localhost:5000"))
`,
  );
});

describeRule(noUnsharedArtifactRoot, ({ flags, accepts }) => {
  flags(
    'a root that a client lacks whose address is its own machine',
    `
services:
  tracker:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: mlflow server --host 0.0.0.0 --default-artifact-root /data/files
                                                                  ^^^^^^^^^^^ unshared
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
`,
  );
  flags(
    'a root that a client lacks whose program says the address',
    `
--- compose.yaml
services:
  tracker:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: ["python", "-m", "mlflow", "server", "--default-artifact-root=/data/files"]
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unshared
  train:
    build: .
--- Dockerfile
FROM python:3.11-slim
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
--- train.py
import mlflow

mlflow.set_tracking_uri("http://tracker:5000")
mlflow.log_artifact("x.png")
`,
  );
  accepts(
    'a program whose own address leads elsewhere',
    `
--- compose.yaml
${tracker}  train:
    build: .
    environment:
      MLFLOW_TRACKING_URI: http://tracker:5000
--- Dockerfile
FROM python:3.11-slim
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
--- train.py
import mlflow

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.log_artifact("x.png")
`,
  );
});

describeRule(noLoopbackHost, ({ flags }) => {
  flags(
    'servers whose shell and text stand on two lines',
    `
services:
  list:
    image: tracker:1.4.0
    entrypoint: ["/bin/sh", "-c"]
    command: ["mlflow server --port 5000"]
                      ^^^^^^ default
  text:
    image: tracker:1.4.0
    entrypoint: bash
    command: -c "pip install boto3 && mlflow ui --port 5000"
                                             ^^ default
`,
  );
  flags(
    'a server that a start script starts, and one that serves a model',
    `
--- compose.yaml
services:
  tracker:
    build: .
  model:
    image: registry.example.org/model:1.4.0
    command: mlflow models serve -m models:/fish/1 -p 8080
                           ^^^^^ default
--- Dockerfile
FROM python:3.11-slim
COPY start.sh /start.sh
CMD ["bash", "/start.sh"]
--- start.sh
set -e
exec mlflow server --port 5000
            ^^^^^^ default
`,
  );
});

describeRule(requireAllowedHost, ({ flags, accepts }) => {
  flags(
    'a version that nobody pins, and a proxy that names the server itself',
    `
--- compose.yaml
services:
  tracker:
    build: .
  proxy:
    image: nginx:1.27.5
    volumes:
      - ./site.conf:/etc/nginx/conf.d/default.conf:ro
--- site.conf
server {
  location / {
    proxy_pass http://tracker:5000;
  }
}
--- Dockerfile
FROM python:3.12-slim
RUN pip install mlflow
CMD ["mlflow", "server", "--host", "0.0.0.0"]
               ^^^^^^^^ none
`,
  );
  accepts(
    'a Python that gets no such version, and a proxy that passes the name on',
    `
--- compose.yaml
services:
  old:
    build: .
  train:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://old:5000
  new:
    image: ghcr.io/mlflow/mlflow:v3.9.0
    command: mlflow server --host 0.0.0.0
  proxy:
    image: nginx:1.27.5
    volumes:
      - ./site.conf:/etc/nginx/conf.d/default.conf:ro
--- site.conf
server {
  location / {
    proxy_set_header Host localhost;
    proxy_pass http://new:5000;
  }
}
--- Dockerfile
FROM python:3.9-slim
RUN pip install mlflow
CMD ["mlflow", "server", "--host", "0.0.0.0"]
`,
  );
});

describeRule(requireReachableServer, ({ accepts }) => {
  accepts(
    'hosts of their own, external networks, exceptions of the proxy, and a host in parts',
    `
--- compose.yaml
services:
  tracker:
    image: ghcr.io/mlflow/mlflow:v2.22.1
    command: mlflow server --host 0.0.0.0
  extra:
    image: trainer:1.4.0
    extra_hosts: ["runs:10.0.0.9"]
    environment:
      MLFLOW_TRACKING_URI: http://runs:5000
  proxied:
    image: trainer:1.4.0
    environment:
      MLFLOW_TRACKING_URI: http://tracker:5000
      HTTP_PROXY: http://proxy.example.org:3128
      NO_PROXY: localhost,tracker
  parts:
    build: .
    environment:
      MLFLOW_HOST: tracker
      MLFLOW_PORT: "5000"
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
--- train.py
import os
import mlflow

mlflow.set_tracking_uri(f"http://{os.environ['MLFLOW_HOST']}:{os.environ['MLFLOW_PORT']}")
`,
  );
});

describeRule(requirePersistentArtifacts, ({ flags }) => {
  flags(
    'a folder beside the module whose runs are on a volume',
    `
--- compose.yaml
services:
  train:
    build: .
    volumes:
      - runs:/srv/runs
volumes:
  runs:
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY train.py ./
CMD ["python", "train.py"]
--- train.py
from pathlib import Path
import mlflow

HERE = Path(__file__).parent
mlflow.set_tracking_uri(f"sqlite:///{HERE}/runs/runs.db")
mlflow.create_experiment("prices", artifact_location=f"file://{HERE}/files")
                                                     ^^^^^^^^^^^^^^^^^^^^^^ location
`,
  );
});
