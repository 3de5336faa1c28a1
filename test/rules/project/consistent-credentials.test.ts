import { consistentCredentials } from '../../../src/core/rules/project/consistent-credentials.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(consistentCredentials, ({ flags, accepts }) => {
  flags(
    'keys of an object store, in a compose file and in an env file',
    `
--- compose.yaml
services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    command: server /data
    environment: { MINIO_ROOT_USER: tides, MINIO_ROOT_PASSWORD: high-water }
  fit:
    image: fit:1.0
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://store:9000
      AWS_ACCESS_KEY_ID: tides
      AWS_SECRET_ACCESS_KEY: low-water
                             ^^^^^^^^^ password
  infer:
    image: infer:1.0
    env_file: infer.env
  board:
    image: board:1.0
    environment:
      MINIO_ENDPOINT: store:9000
      MINIO_ACCESS_KEY: tide
                        ^^^^ user
--- infer.env
AWS_ENDPOINT_URL=http://store:9000
AWS_ACCESS_KEY_ID=minioadmin
                  ^^^^^^^^^^ user
`,
  );
  accepts(
    'keys of an object store that are the same, unknown, of another store, or made by a job',
    `
--- a/compose.yaml
services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    environment: { MINIO_ROOT_USER: tides, MINIO_ROOT_PASSWORD: high-water }
  fit:
    image: fit:1.0
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://store:9000
      AWS_ACCESS_KEY_ID: tides
      AWS_SECRET_ACCESS_KEY: high-water
  infer:
    image: fit:1.0
    environment:
      MLFLOW_S3_ENDPOINT_URL: https://s3.example.org
      AWS_ACCESS_KEY_ID: other
  board:
    image: fit:1.0
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://store:9000
      AWS_ACCESS_KEY_ID: \${KEY:?}
--- b/compose.yaml
services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    environment: { MINIO_ROOT_USER: tides, MINIO_ROOT_PASSWORD: high-water }
  users:
    image: minio/mc:RELEASE.2025-04-16T18-13-26Z
    entrypoint: sh -c "mc alias set s http://store:9000 tides high-water && mc admin user add s fit low-water"
  fit:
    image: fit:1.0
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://store:9000
      AWS_ACCESS_KEY_ID: fit
      AWS_SECRET_ACCESS_KEY: low-water
`,
  );
  flags(
    'variables beside a host, env files, defaults of the image and other databases',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
    env_file: .env
  api:
    image: api:1.0
    environment:
      DB_HOST: db
      DB_USER: tides
      DB_PASSWORD: other
                   ^^^^^ password
      DB_NAME: marks
               ^^^^^ database
  plain:
    image: pgvector/pgvector:pg16
    environment: ["POSTGRES_PASSWORD=x"]
  job:
    image: job:1.0
    environment:
      - URL=postgresql+psycopg2://tides:x@plain/postgres
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ user
      - QUEUE=amqp://guest:guest@queue:5672/
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ user
      - DOCS=mongodb://root:wrong@docs:27017/x?authSource=admin
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ password
  queue:
    image: rabbitmq:4.0
    environment: { RABBITMQ_DEFAULT_USER: team, RABBITMQ_DEFAULT_PASS: x }
  docs:
    image: mongo:7.0
    environment: { MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: right }
  shop:
    image: mysql:8.4
    environment: { MYSQL_ROOT_PASSWORD: a, MYSQL_DATABASE: shop }
  pay:
    image: pay:1.0
    environment: { DSN: "mysql+pymysql://root:b@shop:3306/shop" }
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ password
--- .env
POSTGRES_USER=tides
POSTGRES_PASSWORD=one
POSTGRES_DB=tides
`,
  );
  accepts(
    'what agrees, what scripts make, and what is not known',
    `
services:
  db:
    image: postgres:16.4
    environment: { POSTGRES_USER: "\${OWNER}", POSTGRES_PASSWORD: "\${SECRET}" }
  made:
    image: postgres:16.4
    environment: { POSTGRES_PASSWORD: x }
    volumes: ["./init.sql:/docker-entrypoint-initdb.d/init.sql"]
  api:
    image: api:1.0
    environment:
      A: postgresql://a:b@db/c
      B: postgresql://a:b@made/c
      C: postgresql://a:b@db.example.org/c
`,
  );
  accepts(
    'databases that a job makes',
    `
services:
  db:
    image: postgres:16.4
    environment: { POSTGRES_PASSWORD: x }
  make:
    image: postgres:16.4
    command: ["psql", "-h", "db", "-f", "/make.sql"]
  api:
    image: api:1.0
    environment: { A: "postgresql://a:b@db/c" }
`,
  );
});
