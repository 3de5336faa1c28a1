import { noLoopbackHost } from '../../../src/core/rules/mlflow/no-loopback-host.ts';
import { noLoopbackTrackingUri } from '../../../src/core/rules/mlflow/no-loopback-tracking-uri.ts';
import { noUnsharedArtifactRoot } from '../../../src/core/rules/mlflow/no-unshared-artifact-root.ts';
import { describeRule } from '../../support/describe-rule.ts';

const server = '  server:\n    image: x:1\n    command: mlflow server --host 0.0.0.0\n';

describeRule(noLoopbackHost, ({ flags, accepts, fixes }) => {
  flags(
    'every way to start a server',
    `
services:
  a:
    image: x:1
    command: ["mlflow", "ui"]
                        ^^^^ default
  b:
    image: x:1
    command: sh -c "pip install mlflow && exec mlflow server --port 5000"
                                                      ^^^^^^ default
  c:
    image: x:1
    entrypoint: [python, -m, mlflow, server]
                                     ^^^^^^ default
  d:
    image: x:1
    command: mlflow server --host=localhost
                                  ^^^^^^^^^ loopback
`,
  );
  flags(
    'the command of the image that a service runs',
    `
--- compose.yaml
services:
  a:
    build: .
--- Dockerfile
FROM x:1
CMD mlflow server --port 5000
           ^^^^^^ default
`,
  );
  accepts(
    'a host by option, by variable, or of the machine',
    `
services:
  a:
    image: x:1
    command: mlflow server -h 0.0.0.0
  b:
    image: x:1
    command: mlflow server
    environment:
      MLFLOW_HOST: 0.0.0.0
  c:
    image: x:1
    command: mlflow server
    network_mode: host
  d:
    image: x:1
    command: mlflow server --host $BIND
`,
  );
  fixes(
    'a list',
    'services:\n  a:\n    image: x:1\n    command: ["mlflow", "server"]\n',
    'services:\n  a:\n    image: x:1\n    command: ["mlflow", "server", "--host", "0.0.0.0"]\n',
  );
  fixes(
    'a list of lines',
    'services:\n  a:\n    image: x:1\n    command:\n      - mlflow\n      - server\n',
    'services:\n  a:\n    image: x:1\n    command:\n      - mlflow\n      - server\n      - --host\n      - 0.0.0.0\n',
  );
});

describeRule(noLoopbackTrackingUri, ({ flags, accepts, fixes }) => {
  flags(
    'values of the service and of its env file',
    `
--- compose.yaml
services:
${server}  a:
    image: x:1
    environment: ["MLFLOW_TRACKING_URI=http://127.0.0.1:5000"]
                                       ^^^^^^^^^^^^^^^^^^^^^ itself
  b:
    image: x:1
    env_file: train.env
--- train.env
MLFLOW_TRACKING_URI=http://localhost:5000
                    ^^^^^^^^^^^^^^^^^^^^^ itself
`,
  );
  accepts(
    'the server itself, a shared network, another host and a folder',
    `
services:
  server:
    image: x:1
    command: mlflow server --host 0.0.0.0
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
  a:
    image: x:1
    network_mode: host
    environment:
      MLFLOW_TRACKING_URI: http://localhost:5000
  b:
    image: x:1
    environment:
      MLFLOW_TRACKING_URI: http://localhost.example.org:5000
  c:
    image: x:1
    environment:
      MLFLOW_TRACKING_URI: /mlruns
`,
  );
  fixes(
    'a quoted value, with the port of the container',
    `services:\n${server}  a:\n    image: x:1\n    environment:\n      MLFLOW_TRACKING_URI: "http://localhost:8080/path"\n`,
    `services:\n${server}  a:\n    image: x:1\n    environment:\n      MLFLOW_TRACKING_URI: "http://server:5000/path"\n`,
  );
});

describeRule(noUnsharedArtifactRoot, ({ flags, accepts }) => {
  const client = '    environment:\n      MLFLOW_TRACKING_URI: http://tracker:5000\n';
  flags(
    'a root in the environment of the server, and a client by container name',
    `
services:
  server:
    image: x:1
    container_name: tracker
    command: mlflow server --host 0.0.0.0
    environment:
      MLFLOW_DEFAULT_ARTIFACT_ROOT: file:///art
                                    ^^^^^^^^^^^ unshared
  a:
    image: x:1
${client}`,
  );
  accepts(
    'the same volume at the same path',
    `
services:
  server:
    image: x:1
    container_name: tracker
    command: mlflow server --default-artifact-root /art/runs
    volumes: [art:/art]
  a:
    image: x:1
    volumes: [art:/art]
${client}volumes:
  art:
`,
  );
  accepts(
    'stores that everybody reaches, and no client at all',
    `
services:
  server:
    image: x:1
    container_name: tracker
    command: mlflow server --default-artifact-root s3://bucket
  lonely:
    image: x:1
    command: mlflow server --default-artifact-root /art
  a:
    image: x:1
${client}`,
  );
});
