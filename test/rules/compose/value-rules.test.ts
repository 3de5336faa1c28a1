import { noStrayDollar } from '../../../src/core/rules/compose/no-stray-dollar.ts';
import { noUnusedResource } from '../../../src/core/rules/compose/no-unused-resource.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noUnusedResource, ({ flags, accepts }) => {
  flags(
    'networks, volumes beside a folder of that name, configs and secrets',
    `
services:
  db:
    image: postgres:16.4
    volumes: ["./db-data:/var/lib/postgresql/data"]
    networks: [front]
volumes:
  db-data:
  ^^^^^^^ unused
networks:
  front:
  back: { driver: bridge }
  ^^^^ unused
secrets:
  token: { file: ./token }
  ^^^^^ unused
configs:
  labels: { file: ./labels }
  ^^^^^^ unused
`,
  );
  accepts(
    'what overlays, builds and programs use, and names that are not known',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
    volumes:
      - { type: volume, source: a, target: /a }
      - blobs:/b:ro
    build: { context: ., secrets: [token] }
    secrets: [{ source: key, target: x }]
    networks: { front: { aliases: [x] } }
volumes: { a: , blobs: , cache: , shared: { name: team_data } }
networks: { front: , default: { name: x } }
secrets: { token: { file: ./t }, key: { file: ./k } }
--- compose.dev.yaml
services:
  db:
    volumes: ["cache:/c"]
--- dags/run.py
mounts = ["team_data"]
--- other/compose.yaml
services:
  a:
    image: x:1.0
    volumes: ["\${WHERE}:/data"]
volumes: { data: }
`,
  );
});

describeRule(noStrayDollar, ({ flags, accepts }) => {
  flags(
    'env files, templates of them, and both forms of environment',
    `
--- compose.yaml
services:
  a:
    image: x:1.0
    environment:
      DB: postgresql://u:p@db:$5432/x
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ digits
  b:
    image: x:1.0
    environment:
      - HASH=$2y$05$abcdefghij
             ^^^^^^^^^^^^^^^^^ hash
--- .env.example
API="http://api:$8000/v1"
    ^^^^^^^^^^^^^^^^^^^^^ digits
--- config/dev.env
LIMIT=$100
      ^^^^ digits
`,
  );
  accepts(
    'doubled signs, single quotes, commands and patterns',
    `
--- compose.yaml
services:
  a:
    image: x:1.0
    command: awk '{ print $1 }' /data
    environment:
      A: $$5
      B: "\${C:-1}"
      ROW_PATTERN: ^(a)$1
--- .env
C='$5'
D=cost\\$5
`,
  );
});
