import { noFloatingImageTag } from '../../../src/core/rules/compose/no-floating-image-tag.ts';
import { noFloatingStatefulImage } from '../../../src/core/rules/compose/no-floating-stateful-image.ts';
import { noObsoleteVersion } from '../../../src/core/rules/compose/no-obsolete-version.ts';
import { noUnsetVariable } from '../../../src/core/rules/compose/no-unset-variable.ts';
import { requireDeclaredVolume } from '../../../src/core/rules/compose/require-declared-volume.ts';
import { requireKnownDependency } from '../../../src/core/rules/compose/require-known-dependency.ts';
import { describeRule } from '../../support/describe-rule.ts';

const service = 'services:\n  a:\n    image: x:1\n';

describeRule(noObsoleteVersion, ({ flags, accepts, fixes }) => {
  flags('the key in each file', `\nversion: "3"\n^^^^^^^ obsolete\n${service}`);
  accepts(
    'the key of a service',
    'services:\n  a:\n    image: x:1\n    labels:\n      version: "3"\n',
  );
  fixes('a key in the middle', `name: x\nversion: '3'\n\n${service}`, `name: x\n\n${service}`);
  fixes('a key with CRLF line ends', `version: "3"\r\n\r\n${service}`, service);
  fixes('a key at the end of a file', `${service}version: 3`, service);
});

describeRule(noFloatingImageTag, ({ flags, accepts }) => {
  flags(
    'no tag and moving tags',
    `
services:
  a:
    image: nginx
           ^^^^^ untagged
  b:
    image: registry:5000/team/app:main
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ moving
`,
  );
  accepts(
    'a digest, a tag in a variable, and the name of a build',
    `
services:
  a:
    image: nginx@sha256:0123
  b:
    image: nginx:\${TAG}
  c:
    image: mine
    build: .
`,
  );
});

describeRule(noFloatingStatefulImage, ({ flags, accepts }) => {
  flags(
    'databases and stores',
    `
services:
  a:
    image: bitnami/postgres:latest
           ^^^^^^^^^^^^^^^^^^^^^^^ moving
    volumes: [data:/bitnami/postgresql]
  b:
    image: quay.io/minio/minio
           ^^^^^^^^^^^^^^^^^^^ untagged
    volumes: [objects:/data]
  c:
    image: ghcr.io/mlflow/mlflow
           ^^^^^^^^^^^^^^^^^^^^^ untagged
    command: mlflow server --backend-store-uri postgresql://u:p@a/runs
`,
  );
  accepts(
    'images that keep nothing',
    'services:\n  a:\n    image: nginx\n  b:\n    image: minio/mc\n  c:\n    image: minio/minio\n',
  );
});

describeRule(requireKnownDependency, ({ flags, accepts }) => {
  flags(
    'each unknown name in both forms',
    `
services:
  a:
    image: x:1
    depends_on: [nobody, b]
                 ^^^^^^ unknown
  b:
    image: x:1
    depends_on:
      dbase:
      ^^^^^ near
        condition: service_started
  d-base:
    image: x:1
`,
  );
  flags(
    'a service that sleeps, beside one that may be missing',
    `
services:
  a:
    image: x:1
    depends_on:
      b:
        condition: service_started
        required: false
      c:
      ^ asleep
        condition: service_started
  b:
    image: x:1
    profiles: [one]
  c:
    image: x:1
    profiles: [one, two]
`,
  );
  accepts(
    'a dependency that may be missing',
    'services:\n  a:\n    image: x:1\n    depends_on:\n      b:\n        condition: service_started\n        required: false\n',
  );
  accepts(
    'a service of the override file',
    `
--- compose.yaml
services:
  a:
    image: x:1
    depends_on: [b]
--- compose.override.yaml
services:
  b:
    image: x:1
`,
  );
});

describeRule(requireDeclaredVolume, ({ flags, accepts, fixes }) => {
  flags(
    'short and long form',
    `
services:
  a:
    image: x:1
    volumes:
      - models:/models
        ^^^^^^ undeclared
      - type: volume
        source: cache
                ^^^^^ undeclared
        target: /cache
`,
  );
  accepts(
    'binds, anonymous volumes and variables',
    'services:\n  a:\n    image: x:1\n    volumes: [./a:/a, /b, "~/c:/c", "${D}:/d"]\n',
  );
  fixes(
    'a file that has volumes already',
    'services:\n  a:\n    image: x:1\n    volumes: ["models:/m"]\nvolumes:\n  # Kept.\n  other:\n',
    'services:\n  a:\n    image: x:1\n    volumes: ["models:/m"]\nvolumes:\n  # Kept.\n  models:\n  other:\n',
  );
  fixes(
    'an empty list of volumes',
    'services:\n  a:\n    image: x:1\n    volumes: ["models:/m"]\nvolumes:\n',
    'services:\n  a:\n    image: x:1\n    volumes: ["models:/m"]\nvolumes:\n  models:\n',
  );
});

describeRule(noUnsetVariable, ({ flags, accepts }) => {
  flags(
    'a name that the example file lacks, each time',
    `
--- compose.yaml
services:
  a:
    image: x:$TAG
             ^^^^ notInFile
    command: run $EPOCHS
                 ^^^^^^^ near
--- .env.example
EPOCH=1
`,
  );
  accepts(
    'names of the shell, defaults and messages',
    `
--- compose.yaml
services:
  a:
    image: x:\${TAG:-1}
    command: run \${HOME} \${NEED:?set it} \${COMPOSE_PROJECT_NAME}
--- .env
OTHER=1
`,
  );
  accepts(
    'anything where no env file is there to compare with',
    'services:\n  a:\n    image: x:${TAG}\n',
  );
  accepts(
    'a variable that is passed through',
    `
--- compose.yaml
services:
  a:
    image: x:1
    environment:
      TOKEN: \${TOKEN}
--- .env
OTHER=1
`,
  );
});
