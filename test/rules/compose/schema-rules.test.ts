import { noConflictingKeys } from '../../../src/core/rules/compose/no-conflicting-keys.ts';
import { noDependencyCycle } from '../../../src/core/rules/compose/no-dependency-cycle.ts';
import { noRelativeMountTarget } from '../../../src/core/rules/compose/no-relative-mount-target.ts';
import { noUnknownKey } from '../../../src/core/rules/compose/no-unknown-key.ts';
import { requireDeclaredResource } from '../../../src/core/rules/compose/require-declared-resource.ts';
import { requireEnvFile } from '../../../src/core/rules/compose/require-env-file.ts';
import { requireImageOrBuild } from '../../../src/core/rules/compose/require-image-or-build.ts';
import { requireSource } from '../../../src/core/rules/compose/require-source.ts';
import { validImageName } from '../../../src/core/rules/compose/valid-image-name.ts';
import { validName } from '../../../src/core/rules/compose/valid-name.ts';
import { validType } from '../../../src/core/rules/compose/valid-type.ts';
import { validValue } from '../../../src/core/rules/compose/valid-value.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnknownKey, ({ flags, accepts, fixes }) => {
  flags(
    'keys at every level, also behind a merge key',
    `
x-base: &base
  restrat: always
  ^^^^^^^ near
service:
^^^^^^^ unknown
  b:
    image: x:1
services:
  a:
    <<: *base
    image: x:1
    healthcheck:
      depends_on: []
      ^^^^^^^^^^ above
    limits:
    ^^^^^^ below
      memory: 1g
    replicas: 2
    ^^^^^^^^ below
    surprise: 1
    ^^^^^^^^ unknown
`,
  );
  accepts(
    'keys of the user and names of all kinds',
    'x-a: 1\nservices:\n  constructor:\n    image: x:1\n    x-b: 2\n    labels: {anything: 1}\n    deploy:\n      x-c: 3\n',
  );
  accepts(
    'what is reset in an override file',
    '\n--- compose.yaml\nservices:\n  a:\n    image: x:1\n--- compose.override.yaml\nservices:\n  a:\n    unheard: !reset null\n',
  );
  accepts(
    'what nobody takes out of a file that is extended',
    '\n--- compose.yaml\nservices:\n  a:\n    extends: {file: parts/base.yaml, service: a}\n--- parts/base.yaml\nservices:\n  a:\n    image: x:1\n  b:\n    unheard: 1\n',
  );
  flags(
    'what is taken out of a file that is extended',
    `
--- compose.yaml
services:
  a:
    extends: {file: parts/base.yaml, service: a}
--- parts/base.yaml
services:
  a:
    image: x:1
    unheard: 1
    ^^^^^^^ unknown
`,
  );
  fixes(
    'a key with other separators',
    'services:\n  a:\n    image: x:1\n    stop-signal: SIGINT\n',
    'services:\n  a:\n    image: x:1\n    stop_signal: SIGINT\n',
  );
});

describeRule(validType, ({ flags, accepts }) => {
  flags(
    'dates, numbers and forms',
    `
services:
  a:
    image: x:1
    hostname: 2024-01-01
              ^^^^^^^^^^ unquoted
    environment:
      D: 2024-01-01
         ^^^^^^^^^^ unquoted
      L: [a]
         ^^^ type
    ports: "80:80"
           ^^^^^^^ type
    command:
    volumes:
    ^^^^^^^ empty
`,
  );
  accepts(
    'variables, octal numbers in quotes and empty resources',
    'services:\n  a:\n    image: x:1\n    init: ${INIT}\n    scale: ${N:-1}\n    ulimits: {nofile: "${L}"}\nvolumes:\n  v:\nnetworks:\n  default:\n',
  );
  accepts(
    'an empty key that an override file leaves alone',
    '\n--- compose.yaml\nservices:\n  a:\n    image: x:1\n    build: .\n--- compose.override.yaml\nservices:\n  a:\n    build:\n',
  );
});

describeRule(validValue, ({ flags, accepts }) => {
  flags(
    'ports, mounts, sizes, durations, numbers and words',
    `
services:
  a:
    image: x:1
    ports: ["99999:80", "80:80/icmp", "8000-8002:80-81"]
            ^^^^^^^^^^ value
                        ^^^^^^^^^^^^ value
                                      ^^^^^^^^^^^^^^^^^ value
    volumes: ["/a:"]
              ^^^^^ value
    mem_limit: 2 gigs
               ^^^^^^ value
    oom_score_adj: 2000
                   ^^^^ value
    healthcheck:
      interval: 10 s
                ^^^^ value
    privileged: maybe
                ^^^^^ value
    cgroup: shared
            ^^^^^^ value
    command: echo "open
             ^^^^^^^^^^ value
`,
  );
  accepts(
    'what Compose takes',
    'services:\n  a:\n    image: x:1\n    ports: ["[::1]:80:80", ":80", "53:53/UDP", 8080]\n    mem_limit: 1.5 GiB\n    memswap_limit: -1\n    stop_grace_period: 1w2d\n    privileged: "yes"\n    volumes: ["c:/data:/data", "a:/b:ro,z"]\nvolumes:\n  a:\n',
  );
});

describeRule(validName, ({ flags, accepts }) => {
  flags(
    'names and keys',
    `
x-map:
  on-off: 1
  true: 1
  ^^^^ plain
services:
  a/b:
  ^^^ name
    image: x:1
volumes:
  3.5:
  ^^^ plain
`,
  );
  accepts('quotes and words', 'services:\n  "1":\n    image: x:1\n  yes:\n    image: x:1\n');
});

describeRule(requireImageOrBuild, ({ accepts }) => {
  accepts('a provider', 'services:\n  a:\n    provider: {type: model}\n');
  accepts(
    'what comes from elsewhere',
    'services:\n  a:\n    extends: {file: "https://example.org/x.yaml", service: a}\n',
  );
  accepts(
    'the half that another file extends',
    '\n--- compose.yaml\nservices:\n  a:\n    image: x:1\n    extends: {file: sub/compose.yaml, service: a}\n--- sub/compose.yaml\nservices:\n  a:\n    command: run\n',
  );
});

describeRule(requireDeclaredResource, ({ flags, accepts }) => {
  flags(
    'secrets of a build, models and both forms of networks',
    `
services:
  a:
    image: x:1
    build:
      context: .
      secrets: [token]
                ^^^^^ undeclared
    models: [small]
             ^^^^^ undeclared
    networks:
      fronted:
      ^^^^^^^ near
        aliases: [a]
networks:
  frontend:
`,
  );
  accepts(
    'names that an included file brings, and variables',
    '\n--- compose.yaml\ninclude: [net.yaml]\nservices:\n  a:\n    image: x:1\n    networks: [back, "${NET}"]\n--- net.yaml\nnetworks:\n  back:\n',
  );
});

describeRule(noDependencyCycle, ({ flags, accepts }) => {
  flags(
    'a circle through links and namespaces',
    `
services:
  a:
    image: x:1
    links: ["b:alias"]
  b:
    image: x:1
    network_mode: service:c
  c:
    image: x:1
    depends_on: [a]
                 ^ cycle
`,
  );
  accepts(
    'two ways to one service',
    'services:\n  a:\n    image: x:1\n    depends_on: [b, c]\n  b:\n    image: x:1\n    depends_on: [c]\n  c:\n    image: x:1\n',
  );
});

describeRule(noConflictingKeys, ({ flags, accepts }) => {
  flags(
    'devices, replicas and Dockerfiles',
    `
services:
  a:
    build:
      context: .
      dockerfile: x
      dockerfile_inline: FROM scratch
      ^^^^^^^^^^^^^^^^^ exclusive
    scale: 2
    gpus:
      - count: 1
        device_ids: ["0"]
        ^^^^^^^^^^ exclusive
    deploy:
      replicas: 3
                ^ different
`,
  );
  accepts(
    'unknown numbers and one replica',
    'services:\n  a:\n    image: x:1\n    container_name: one\n    scale: ${N}\n  b:\n    image: x:1\n    container_name: two\n    deploy: {replicas: 1}\n',
  );
});

describeRule(requireSource, ({ accepts }) => {
  accepts(
    'a variable that decides, and an action without a target',
    'services:\n  a:\n    image: x:1\n    develop:\n      watch: [{path: ., action: rebuild}]\nsecrets:\n  s:\n    external: ${E}\n',
  );
});

describeRule(requireEnvFile, ({ accepts }) => {
  accepts(
    'what Git ignores, and an example elsewhere',
    '\n--- compose.yaml\nservices:\n  a:\n    image: x:1\n    env_file: [local.env]\n--- .gitignore\n*.env\n',
  );
  accepts(
    'a variable in the path',
    'services:\n  a:\n    image: x:1\n    env_file: ["${STAGE}.env"]\n',
  );
});

describeRule(noRelativeMountTarget, ({ accepts }) => {
  accepts(
    'paths of Windows containers and variables',
    'services:\n  a:\n    image: x:1\n    volumes: ["c:/data:c:/data", "./a:${T}", "/b"]\n',
  );
});

describeRule(validImageName, ({ accepts }) => {
  accepts(
    'registries, digests and separators',
    `services:\n  a:\n    image: Registry.example.org/a-b/c__d:1.0@sha256:${'0'.repeat(64)}\n  b:\n    image: localhost/x\n  c:\n    image: host:5000/x\n  d:\n    image: "x:\${TAG}"\n`,
  );
});
