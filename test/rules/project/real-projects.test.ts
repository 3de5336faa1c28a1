import { noDockerSocket } from '../../../src/core/rules/compose/no-docker-socket.ts';
import { noUnsetVariable } from '../../../src/core/rules/compose/no-unset-variable.ts';
import { preferReadyDependency } from '../../../src/core/rules/compose/prefer-ready-dependency.ts';
import { requireEnvFile } from '../../../src/core/rules/compose/require-env-file.ts';
import { requireReadyDependency } from '../../../src/core/rules/compose/require-ready-dependency.ts';
import { noFloatingBase } from '../../../src/core/rules/dockerfile/no-floating-base.ts';
import { noRelativeCopyDestination } from '../../../src/core/rules/dockerfile/no-relative-copy-destination.ts';
import { requireBindSource } from '../../../src/core/rules/project/require-bind-source.ts';
import { requireCommandFile } from '../../../src/core/rules/project/require-command-file.ts';
import { requireCopySource } from '../../../src/core/rules/project/require-copy-source.ts';
import { noDebugServer } from '../../../src/core/rules/python/no-debug-server.ts';
import { noCopiedSecret } from '../../../src/core/rules/secrets/no-copied-secret.ts';
import { describeRule } from '../../support/describe-rule.ts';

const service = 'services:\n  a:\n    build: .\n';

describeRule(requireCopySource, ({ flags, accepts }) => {
  accepts(
    'what DVC brings, and what is below it',
    `--- compose.yaml\n${service}--- Dockerfile\nFROM x:1\nCOPY main.py weights.txt ./\nCOPY scenes/one.txt ./\n--- main.py\n\n--- weights.txt.dvc\n\n--- scenes.dvc\n`,
  );
  flags(
    'what lies above the context and is not in it either',
    `
--- compose.yaml
services:
  a:
    build: app
--- app/Dockerfile
FROM x:1
COPY ../shared.py ../main.py ./
     ^^^^^^^^^^^^ outside
--- app/main.py

--- shared.py

`,
  );
  accepts(
    'a template, and an example that nothing is built from',
    `--- templates/api/Dockerfile\nFROM x:1\nCOPY main.py settings ./\n--- templates/api/main.py\n\n--- docs/Dockerfile\nFROM x:1\nCOPY main.py settings ./\n--- docs/main.py\n`,
  );
  accepts(
    'a folder that was opened without the one above, which is the context',
    '--- Dockerfile\nFROM x:1\nCOPY ./app/api/requirements.txt ./\nCOPY ./app/api ./\n--- api/requirements.txt\n',
  );
  accepts(
    'credentials, which are in no repository',
    `--- compose.yaml\n${service}--- Dockerfile\nFROM x:1\nCOPY main.py secrets.yaml ./\n--- main.py\n`,
  );
  const lines = 'FROM x:1\nCOPY one two three ./\nCOPY four ./\n';
  accepts(
    'a tree that lacks all but container files',
    `--- compose.yaml\n${service}--- Dockerfile\n${lines}--- requirements.txt\n`,
  );
  flags(
    'as much in a tree with programs',
    `
--- compose.yaml
${service}--- Dockerfile
FROM x:1
COPY one two three ./
     ^^^ missing
         ^^^ missing
             ^^^^^ missing
COPY four ./
     ^^^^ missing
--- main.py

`,
  );
});

describeRule(requireBindSource, ({ accepts }) => {
  accepts(
    'what DVC brings',
    '--- compose.yaml\nservices:\n  a:\n    image: x:1\n    volumes: [./dump.sql:/dump.sql]\n--- dump.sql.dvc\n',
  );
  const sources = ['a.yml', 'b.yml', 'c.yml', 'd.yml'];
  const mounts = sources.map((name) => `      - ./${name}:/${name}\n`).join('');
  accepts(
    'a tree that lacks all but container files',
    `services:\n  a:\n    image: x:1\n    volumes:\n${mounts}`,
  );
});

describeRule(requireCommandFile, ({ accepts }) => {
  accepts(
    'an example that nothing is built from',
    '--- docker/example/Dockerfile\nFROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD ["python", "other.py"]\n--- main.py\n',
  );
});

describeRule(requireEnvFile, ({ flags }) => {
  flags(
    'a file once, however many services read it',
    `
services:
  a:
    image: x:1
    env_file: settings.env
              ^^^^^^^^^^^^ missing
  b:
    image: x:1
    env_file: settings.env
`,
  );
});

describeRule(requireReadyDependency, ({ accepts }) => {
  const database =
    '  db:\n    image: postgres:16.6\n    healthcheck: { test: [CMD, pg_isready] }\n    volumes: [db:/var/lib/postgresql/data]\nvolumes:\n  db:\n';
  accepts(
    'a service that is started again when it fails',
    `services:\n  api:\n    image: x:1\n    restart: unless-stopped\n    depends_on: [db]\n${database}`,
  );
  accepts(
    'an MLflow server, which tries again',
    `services:\n  mlflow:\n    image: x:1\n    depends_on: [db]\n${database}`,
  );
  accepts(
    'a tool that connects when somebody asks it to',
    `services:\n  ui:\n    image: dpage/pgadmin4:9.1\n    depends_on: [db]\n${database}`,
  );
});

describeRule(noCopiedSecret, ({ flags }) => {
  flags(
    'stages that services are built to',
    `
--- compose.yaml
services:
  a:
    build: { context: ., target: api }
--- Dockerfile
FROM x:1 AS api
COPY secrets.yaml .
     ^^^^^^^^^^^^ copied
FROM x:1 AS tools
COPY secrets.yaml .
FROM x:1
`,
  );
});

describeRule(noDockerSocket, ({ flags }) => {
  flags(
    'a mount that services share by an anchor once',
    `
x-common: &common
  image: x:1
  volumes:
    - /var/run/docker.sock:/var/run/docker.sock
      ^^^^^^^^^^^^^^^^^^^^ socket
services:
  a: *common
  b: *common
`,
  );
});

describeRule(noFloatingBase, ({ flags }) => {
  flags(
    'what a registry has, not what the project builds itself',
    `
--- compose.yaml
services:
  a:
    image: team/common
    build: common
--- common/Dockerfile
FROM debian
     ^^^^^^ untagged
--- api/Dockerfile
FROM team/common
--- web/Dockerfile
FROM tides-base:latest
`,
  );
});

describeRule(preferReadyDependency, ({ accepts }) => {
  accepts(
    'a client that runs in the image of a database',
    'services:\n  load:\n    image: postgres:16.6\n    command: [/scripts/load.sh]\n  api:\n    image: x:1\n    depends_on: [load]\n',
  );
  accepts(
    'who looks into the database later, and who is there to wait for it',
    'services:\n  db:\n    image: postgres:16.6\n  ui:\n    image: adminer:4.8.1\n    depends_on: [db]\n  wait-for-db:\n    image: x:1\n    depends_on: [db]\n',
  );
});

describeRule(noRelativeCopyDestination, ({ accepts }) => {
  accepts("a base of the project's own", 'FROM tides-base:latest\nCOPY scripts/ scripts/\n');
});

describeRule(noDebugServer, ({ accepts }) => {
  accepts(
    'reloading of sources that lie above the root, or have no text',
    '--- compose.yaml\nservices:\n  above:\n    image: x:1\n    command: uvicorn app:app --reload\n    volumes: [../..:/srv]\n  beside:\n    image: x:1\n    command: uvicorn app:app --reload\n    volumes: [./src:/srv]\n--- src/app.py\n',
  );
});

describeRule(noUnsetVariable, ({ flags }) => {
  flags(
    'a variable at the first of its places',
    `
--- compose.yaml
services:
  a:
    image: x:\${TAG}
             ^^^^^^ notInFile
  b:
    image: y:\${TAG}
--- .env
OTHER_NAME=1
`,
  );
});
