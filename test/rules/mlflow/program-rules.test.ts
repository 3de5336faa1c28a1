import { noLoopbackTrackingUri } from '../../../src/core/rules/mlflow/no-loopback-tracking-uri.ts';
import { noUnknownOption } from '../../../src/core/rules/mlflow/no-unknown-option.ts';
import { noUnsharedArtifactRoot } from '../../../src/core/rules/mlflow/no-unshared-artifact-root.ts';
import { requireTrackingUri } from '../../../src/core/rules/mlflow/require-tracking-uri.ts';
import { describeRule } from '../../support/describe-rule.ts';

const image = `
--- Dockerfile
FROM python:3.11
WORKDIR /srv
COPY . .
CMD ["python", "-m", "app.train"]
`;
const server = '  server:\n    image: x:1\n    command: mlflow server --host 0.0.0.0\n';

describeRule(noLoopbackTrackingUri, ({ flags, accepts }) => {
  flags(
    'addresses in a module that the program imports',
    `
--- compose.yaml
services:
${server}  train:
    build: .
${image}
--- app/train.py
from app import settings
--- app/settings.py
import os
import mlflow
mlflow.set_tracking_uri(os.getenv("TRACKING", "http://localhost:5000"))
                                              ^^^^^^^^^^^^^^^^^^^^^^^ itself
`,
  );
  accepts(
    'a default that a variable replaces, and a file that the program does not import',
    `
--- compose.yaml
services:
${server}  train:
    build: .
    environment: [TRACKING=http://server:5000]
${image}
--- app/train.py
import os
import mlflow
mlflow.set_tracking_uri(os.getenv("TRACKING", "http://localhost:5000"))
--- notebooks/try.py
import mlflow
mlflow.set_tracking_uri("http://localhost:5000")
`,
  );
  flags(
    "the machine's name on Linux, unless it is given",
    `
services:
${server}  a:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://host.docker.internal:5000"]
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ host
  b:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://host.docker.internal:5000"]
    extra_hosts: ["host.docker.internal:host-gateway"]
`,
  );
});

describeRule(requireTrackingUri, ({ flags, accepts }) => {
  flags(
    'a program that logs metrics',
    `
--- compose.yaml
services:
${server}  train:
  ^^^^^ missing
    build: .
${image}
--- app/train.py
import mlflow
mlflow.log_metric("loss", 0.1)
`,
  );
  accepts(
    'programs that say the address, get it from a script, or load a model from a folder',
    `
--- compose.yaml
services:
${server}  code:
    build: .
    command: python code.py
  script:
    build: .
    command: ["sh", "start.sh"]
  folder:
    build: .
    command: python folder.py
${image}
--- code.py
import mlflow
mlflow.set_tracking_uri(read())
mlflow.log_metric("loss", 0.1)
--- start.sh
export MLFLOW_TRACKING_URI=http://server:5000
exec python bare.py
--- bare.py
import mlflow
mlflow.log_metric("loss", 0.1)
--- folder.py
import mlflow
mlflow.pyfunc.load_model("/models/a")
`,
  );
});

describeRule(noUnknownOption, ({ flags, accepts, fixes }) => {
  flags(
    'a name that is nearly right, and one that came later',
    `
services:
  a:
    image: x:1
    command: mlflow server --defualt-artifact-root=/x
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ near
  b:
    image: ghcr.io/mlflow/mlflow:v1.30.0
    command: mlflow ui --app-name basic-auth
                       ^^^^^^^^^^ old
`,
  );
  accepts(
    'values, options of other programs and of plug-ins',
    `
services:
  a:
    image: x:1
    command: mlflow server --gunicorn-opts --hosts --expose-prometheus /m
  b:
    image: x:1
    command: sh -c "mlflow server --host 0.0.0.0 && other --hots 1"
  c:
    image: x:1
    command: mlflow server --my-plugin-switch
`,
  );
  fixes(
    'the name alone',
    'services:\n  a:\n    image: x:1\n    command: mlflow server --prot=5000\n',
    'services:\n  a:\n    image: x:1\n    command: mlflow server --port=5000\n',
  );
});

describeRule(noUnsharedArtifactRoot, ({ flags, accepts }) => {
  flags(
    'a folder of the container that programs outside are told to use',
    `
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root /art
                                                   ^^^^ outside
    ports: ["5000:5000"]
    volumes: ["./art:/art"]
`,
  );
  accepts(
    'the same path on the machine, and a folder that another service shares',
    `
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root /art
    ports: ["5000:5000"]
    volumes: ["/art:/art"]
  second:
    image: x:1
    command: mlflow server --default-artifact-root /files
    ports: ["5001:5000"]
    volumes: ["files:/files"]
  train:
    image: x:1
    volumes: ["files:/files"]
volumes:
  files:
`,
  );
  accepts(
    'a service whose program does not use MLflow, whatever its environment says',
    `
--- compose.yaml
services:
  server:
    image: x:1
    command: mlflow server --default-artifact-root /art
  page:
    build: .
    environment: ["MLFLOW_TRACKING_URI=http://server:5000"]
${image}
--- app/train.py
import streamlit
streamlit.title("Runs")
`,
  );
});
