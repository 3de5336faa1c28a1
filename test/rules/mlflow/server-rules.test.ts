import { noOpenServer } from '../../../src/core/rules/mlflow/no-open-server.ts';
import { noOutdatedStore } from '../../../src/core/rules/mlflow/no-outdated-store.ts';
import { requireAuthSettings } from '../../../src/core/rules/mlflow/require-auth-settings.ts';
import { validStoreDriver } from '../../../src/core/rules/mlflow/valid-store-driver.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noOutdatedStore, ({ flags, accepts }) => {
  flags(
    'a file URI from 3.13 on',
    `
services:
  a:
    image: ghcr.io/mlflow/mlflow:v3.14.0
    command: mlflow server --backend-store-uri file:///runs
                                               ^^^^^^^^^^^^ files
`,
  );
  accepts(
    'files of older versions, files that are allowed, and one version twice',
    `
services:
  a:
    image: ghcr.io/mlflow/mlflow:v3.12.0
    command: mlflow server --backend-store-uri file:///runs
  b:
    image: ghcr.io/mlflow/mlflow:v3.14.0
    command: mlflow server --backend-store-uri file:///runs
    environment:
      MLFLOW_ALLOW_FILE_STORE: "true"
  c:
    image: ghcr.io/mlflow/mlflow:v3.9.1
    command: mlflow server --backend-store-uri postgresql://db/x
  d:
    image: ghcr.io/mlflow/mlflow:v3.9.0
    command: mlflow server --backend-store-uri postgresql://db/x
  e:
    image: x:1
    command: sh -c "mlflow db upgrade x"
`,
  );
});

describeRule(requireAuthSettings, ({ flags, accepts }) => {
  flags(
    'a build without the extra',
    `
--- compose.yaml
services:
  a:
    build: .
    command: mlflow server --app-name=basic-auth
                                      ^^^^^^^^^^ package
    environment: [MLFLOW_FLASK_SERVER_SECRET_KEY]
--- Dockerfile
FROM python:3.11
RUN pip install mlflow==2.22.0
`,
  );
  accepts(
    'the extra, older versions, and variables in a file that is not there',
    `
--- compose.yaml
services:
  a:
    build: .
    command: mlflow server --app-name basic-auth
    env_file: secret.env
  b:
    image: own:1
    command: mlflow server --app-name basic-auth
--- Dockerfile
FROM python:3.11
RUN pip install "mlflow[auth]==2.22.0"
`,
  );
});

describeRule(noOpenServer, ({ flags, accepts }) => {
  flags(
    'a star in a variable',
    `
services:
  a:
    image: x:1
    command: mlflow server
    environment:
      MLFLOW_SERVER_ALLOWED_HOSTS: "*"
                                   ^^^ hosts
`,
  );
  accepts(
    'patterns, and front ends of versions that check nothing',
    `
services:
  a:
    image: ghcr.io/mlflow/mlflow:v3.4.0
    command: mlflow server
    ports: ["5000:5000"]
  b:
    image: x:1
    command: mlflow server --allowed-hosts "*.lab.example:5000"
  web:
    image: x:1
    environment:
      VITE_MLFLOW_URL: http://localhost:5000
`,
  );
});

describeRule(validStoreDriver, ({ flags, accepts }) => {
  flags(
    'the URI of an image that nothing runs',
    `
--- Dockerfile
FROM x:1
CMD ["mlflow", "server", "--backend-store-uri", "postgres://u:p@db/x"]
                                                ^^^^^^^^^^^^^^^^^^^^^ dialect
`,
  );
  accepts(
    'drivers that exist, and other programs',
    `
services:
  a:
    image: x:1
    command: mlflow server --backend-store-uri postgresql+psycopg://db/x
  b:
    image: x:1
    environment:
      DATABASE_URL: postgres://db/x
`,
  );
});
