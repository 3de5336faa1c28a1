import { noDuplicateContainerName } from '../../../src/core/rules/compose/no-duplicate-container-name.ts';
import { noDuplicateHostPort } from '../../../src/core/rules/compose/no-duplicate-host-port.ts';
import { noDuplicateMount } from '../../../src/core/rules/compose/no-duplicate-mount.ts';
import { noFileAsVariable } from '../../../src/core/rules/compose/no-file-as-variable.ts';
import { noMachinePath } from '../../../src/core/rules/compose/no-machine-path.ts';
import { noQuotedListValue } from '../../../src/core/rules/compose/no-quoted-list-value.ts';
import { noShellOperatorInList } from '../../../src/core/rules/compose/no-shell-operator-in-list.ts';
import { requirePersistentDatabase } from '../../../src/core/rules/compose/require-persistent-database.ts';
import { requireReadyDependency } from '../../../src/core/rules/compose/require-ready-dependency.ts';
import { validInterpolation } from '../../../src/core/rules/compose/valid-interpolation.ts';
import { requireAllowedHost } from '../../../src/core/rules/mlflow/require-allowed-host.ts';
import { validStoreDriver } from '../../../src/core/rules/mlflow/valid-store-driver.ts';
import { noLoopbackServer } from '../../../src/core/rules/project/no-loopback-server.ts';
import { requireBindSource } from '../../../src/core/rules/project/require-bind-source.ts';
import { requireDockerfile } from '../../../src/core/rules/project/require-dockerfile.ts';
import { noPathAsModule } from '../../../src/core/rules/python/no-path-as-module.ts';
import { describeRule } from '../../support/describe-rule.ts';

/** A service with these lines below it. */
const service = (lines: string, name = 'a'): string =>
  `  ${name}:\n    image: x:1\n${lines.replaceAll(/^/gm, '    ')}\n`;

describeRule(noDuplicateHostPort, ({ flags, accepts }) => {
  flags(
    'a port on one address and on all',
    `
services:
  a:
    image: x:1
    ports:
      - target: 80
        published: "8080"
  b:
    image: x:1
    ports: [127.0.0.1:8080:80]
            ^^^^^^^^^^^^^^^^^ taken
`,
  );
  accepts(
    'other addresses, protocols and profiles',
    `services:\n${service('ports: ["127.0.0.1:53:53", "53:53/udp"]\nprofiles: [one]')}${service('ports: ["127.0.0.2:53:53"]\nprofiles: [one]', 'b')}${service('ports: ["53:53"]\nprofiles: [two]', 'c')}`,
  );
});

describeRule(noDuplicateContainerName, ({ accepts }) => {
  accepts(
    'the same name in profiles that exclude each other',
    `services:\n${service('container_name: n\nprofiles: [gpu]')}${service('container_name: n\nprofiles: [cpu]', 'b')}`,
  );
});

describeRule(noDuplicateMount, ({ accepts }) => {
  accepts(
    'an override that replaces a mount',
    `\n--- compose.yaml\nservices:\n${service('volumes: ["./a:/m"]')}--- compose.override.yaml\nservices:\n${service('volumes: ["./b:/m"]')}`,
  );
});

describeRule(noMachinePath, ({ flags, accepts }) => {
  flags(
    'homes of people',
    '\nservices:\n  a:\n    image: x:1\n    volumes: ["/home/jane/data:/data"]\n               ^^^^^^^^^^^^^^^ personal\n',
  );
  accepts(
    'sockets, homes of containers and variables',
    `services:\n${service('volumes: ["/var/run/docker.sock:/s", "~/.aws:/aws", "${HOME}/x:/x", "m:/home/jovyan/work"]')}`,
  );
});

describeRule(noFileAsVariable, ({ accepts }) => {
  accepts('names that are passed on', `services:\n${service('environment: [TOKEN, A=./b.env]')}`);
});

describeRule(noQuotedListValue, ({ accepts }) => {
  accepts(
    'quotes of YAML, and quotes inside a value',
    `services:\n${service(`environment:\n  - 'A=b c'\n  - 'B={"x": 1}'`)}${service('environment:\n  C: "d"', 'b')}`,
  );
});

describeRule(noShellOperatorInList, ({ accepts }) => {
  accepts(
    'programs that get a script',
    `services:\n${service('healthcheck:\n  test: ["CMD", "bash", "-c", "a || exit 1"]')}${service('healthcheck:\n  test: ["CMD", "python", "-c", "a or b || c"]', 'b')}`,
  );
});

describeRule(validInterpolation, ({ flags, accepts }) => {
  flags(
    'a brace without a name',
    '\nservices:\n  a:\n    image: x:1\n    command: echo ${5}\n             ^^^^^^^^^ broken\n',
  );
  accepts(
    'pairs of dollars, dollars that begin nothing, and nested defaults',
    `services:\n${service('command: sh -c "echo $$1 $(x) $5 ${A:-${B:-c}} a$"')}`,
  );
});

describeRule(requirePersistentDatabase, ({ accepts }) => {
  accepts(
    'jobs, tests, and folders that were moved',
    `services:
  a:
    image: postgres:16
    command: psql -c "select 1"
  b-test:
    image: postgres:16
  c:
    image: postgres:16
    environment:
      PGDATA: /somewhere
  d:
    image: mongo:7
    volumes: ["/data/db"]
`,
  );
});

describeRule(requireReadyDependency, ({ accepts }) => {
  accepts(
    'a database without a check, and other services',
    `services:\n${service('depends_on: [db, web]')}  db:\n    image: postgres:16\n  web:\n    image: x:1\n    healthcheck:\n      test: ["CMD", "a"]\n`,
  );
});

describeRule(requireAllowedHost, ({ accepts }) => {
  const client = service('environment:\n  MLFLOW_TRACKING_URI: http://t:5000', 'c');
  const server = (tag: string, command: string): string =>
    `services:\n  t:\n    image: ghcr.io/mlflow/mlflow:${tag}\n    command: mlflow server --host 0.0.0.0 ${command}\n${client}`;
  accepts('versions before the check', server('v3.4.0', ''));
  accepts('wildcards', server('v3.6.0', '--allowed-hosts "*"'));
  accepts('another server program', server('v3.6.0', '--gunicorn-opts "-w 2"'));
});

describeRule(validStoreDriver, ({ flags, accepts }) => {
  flags(
    'the option of the server',
    '\nservices:\n  a:\n    image: x:1\n    command: mlflow server --backend-store-uri mysql+pymsql://u@h/d\n                                               ^^^^^^^^^^^^^^^^^^^^ near\n',
  );
  accepts(
    'dialects of plug-ins and URIs without a driver',
    `services:\n${service('command: mlflow server --backend-store-uri cockroach+x://h')}${service('command: mlflow server --backend-store-uri postgresql://h', 'b')}`,
  );
});

describeRule(noLoopbackServer, ({ accepts }) => {
  accepts(
    'hosts by option and by variable',
    `services:\n${service('command: uvicorn a:b --host 0.0.0.0')}${service('command: flask run\nenvironment:\n  FLASK_RUN_HOST: 0.0.0.0', 'b')}${service('command: uvicorn a:b\nnetwork_mode: host', 'c')}${service('command: uvicorn a:b --uds /tmp/s', 'd')}`,
  );
  accepts(
    'a command that the service replaces',
    '\n--- compose.yaml\nservices:\n  a:\n    build: .\n    command: uvicorn a:b --host 0.0.0.0\n--- Dockerfile\nFROM x:1\nCMD uvicorn a:b\n',
  );
});

describeRule(requireBindSource, ({ accepts }) => {
  accepts(
    'folders, data, ignored files and unknown variables',
    `\n--- compose.yaml\nservices:\n${service('volumes: ["./data:/d", "./model.pkl:/m", "./local.yaml:/l", "${X}/a.yaml:/a"]')}--- .gitignore\nlocal.yaml\n`,
  );
});

describeRule(requireDockerfile, ({ accepts }) => {
  accepts(
    'remote contexts and inline Dockerfiles',
    'services:\n  a:\n    build: https://github.com/o/r.git\n  b:\n    build:\n      dockerfile_inline: FROM x:1\n',
  );
});

describeRule(noPathAsModule, ({ accepts }) => {
  accepts('modules, also behind a wrapper', 'FROM x:1\nCMD ["python3", "-m", "pkg.main"]\n');
});
