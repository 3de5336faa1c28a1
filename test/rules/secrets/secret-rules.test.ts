import { noCommittedSecret } from '../../../src/core/rules/secrets/no-committed-secret.ts';
import { noCopiedSecret } from '../../../src/core/rules/secrets/no-copied-secret.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noCommittedSecret, ({ flags, accepts }) => {
  flags(
    'keys that a program made up',
    `
--- .env
DB_PASSWORD=postgres
OPENAI_API_KEY=sk-k9Xw2LmQ8vTz4RbN7cYd31HsUa6E
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ value
--- .gitignore
*.log
`,
  );
  accepts(
    'placeholders, references, paths and ignored files',
    `
--- .env
API_KEY=your-api-key-goes-here-123
TOKEN=\${CI_TOKEN}
KEY_FILE=/run/secrets/k9Xw2LmQ8vTz4RbN7cYd31Hs
SECRET_KEY=django-insecure-please-change-me-42
IMAGE_TAG=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b
--- prod/.env
API_KEY=k9Xw2LmQ8vTz4RbN7cYd31HsUa6Ej0Pf
--- .env.example
API_KEY=k9Xw2LmQ8vTz4RbN7cYd31HsUa6Ej0Pf
--- .gitignore
prod/
`,
  );
});

describeRule(noCopiedSecret, ({ flags, accepts }) => {
  flags(
    'files with credentials in the final image',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim AS base
COPY keys/service-account.json /srv/
     ^^^^^^^^^^^^^^^^^^^^^^^^^ copied
FROM base
COPY . /srv
     ^ whole
--- .env
API_TOKEN=x
--- keys/service-account.json
{}
`,
  );
  accepts(
    'stages that are left behind, templates and ignored files',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim AS build
COPY .env /build/
FROM python:3.12-slim
COPY . /srv
COPY .env.example /srv/.env
--- .dockerignore
.env
--- .env
API_TOKEN=x
--- .env.example

`,
  );
});

describeRule(noCommittedSecret, ({ flags, accepts }) => {
  flags(
    'keys in a compose file, and passwords in addresses',
    `
--- compose.yaml
services:
  a:
    image: a:1
    environment:
      AWS_SECRET_ACCESS_KEY: vZbqrKTunG/K7MQFNH/cQySgjDZzRl9pT4hLm2Vs
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ value
      DATABASE_URL: postgresql://tides:Tq7vW2mZ9k@db.tides.org/marks
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url
  b:
    image: b:1
    environment:
      - HF_TOKEN=hf_qWzXcVbNmKjHgFdSqPoIuYtReWqLkJhG
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ value
--- Dockerfile
FROM python:3.12-slim
RUN pip install --index-url https://reader:Tq7vW2mZ9k@packages.tides.org/simple tides
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url
--- requirements.txt
--extra-index-url https://reader:Tq7vW2mZ9k@packages.tides.org/simple
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url
`,
  );
  accepts(
    'variables, placeholders, passwords of the stack, comments, examples and ignored files',
    `
--- .gitignore
compose.local.yaml
--- compose.yaml
services:
  a:
    image: a:1
    environment:
      AWS_SECRET_ACCESS_KEY: \${AWS_SECRET_ACCESS_KEY}
      MINIO_SECRET_KEY: minioadmin
      # TOKEN_URL: https://reader:Tq7vW2mZ9k@packages.tides.org/simple
      DB: postgresql://tides:Tq7vW2mZ9k@db/marks
      OTHER: postgresql://tides:\${PASSWORD}@db.tides.org/marks
      PLAIN: postgresql://user:password1@db.tides.org/marks
      SAMPLE: postgresql://tides:Tq7vW2mZ9k@db.example.org/marks
      API_KEY: your-api-key-goes-here-12345
--- compose.local.yaml
services:
  b:
    image: b:1
    environment:
      - HF_TOKEN=hf_qWzXcVbNmKjHgFdSqPoIuYtReWqLkJhG
--- examples/requirements.txt
--extra-index-url https://reader:Tq7vW2mZ9k@packages.tides.org/simple
`,
  );
});
