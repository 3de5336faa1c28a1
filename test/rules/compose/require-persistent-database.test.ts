import { requirePersistentDatabase } from '../../../src/core/rules/compose/require-persistent-database.ts';
import { describeRule } from '../../support/describe-rule.ts';

/** A store of an image with a volume at a path; `more` follows. */
const store = (image: string, target: string, more = ''): string => `
services:
  store:
    image: ${image}
    volumes:
      - state:${target}
${more}volumes:
  state:
`;
const wrong = (image: string, target: string): string =>
  store(image, target).replace(
    `state:${target}\n`,
    `state:${target}\n              ${'^'.repeat(target.length)} beside\n`,
  );

describeRule(requirePersistentDatabase, ({ flags, accepts }) => {
  flags('the folder of older releases', wrong('postgres:18.1', '/var/lib/postgresql/data'));
  flags('the same in a derived image', wrong('pgvector/pgvector:pg18', '/var/lib/postgresql/data'));
  flags('the folder above that of older releases', wrong('postgres:16.4', '/var/lib/postgresql'));
  flags(
    'the folder above beside another one',
    `
services:
  db:
    image: postgres:13
    volumes:
      - ./data:/data
      - state:/var/lib/postgresql
              ^^^^^^^^^^^^^^^^^^^ beside
volumes:
  state:
`,
  );
  flags('another folder of Redis', wrong('redis:7.4.1', '/var/lib/redis'));
  flags('another folder of Grafana', wrong('grafana/grafana:11.4.0', '/var/lib/graphana'));
  flags('another folder of Prometheus', wrong('prom/prometheus:v3.0.1', '/data'));
  accepts('the folder of PostgreSQL 18', store('postgres:18.1', '/var/lib/postgresql'));
  accepts('a release below it', store('postgres:18.1', '/var/lib/postgresql/18/docker'));
  accepts(
    'the folder of PostgreSQL 16',
    store('postgis/postgis:16-3.4', '/var/lib/postgresql/data'),
  );
  accepts('a release that nobody knows', store('postgres:latest', '/var/lib/postgresql'));
  accepts('the folder of Redis', store('redis:7.4.1', '/data'));
  accepts(
    'a folder that the command names',
    store('redis:7.4.1', '/var/lib/redis', '    command: redis-server --dir /var/lib/redis\n'),
  );
  accepts('a folder of settings', store('grafana/grafana:11.4.0', '/etc/grafana/provisioning'));
  accepts(
    'a path that an option moves',
    store('prom/prometheus:v3.0.1', '/data', '    command: ["--storage.tsdb.path=/data"]\n'),
  );
});
