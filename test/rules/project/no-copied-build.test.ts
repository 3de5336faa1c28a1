import { noCopiedBuild } from '../../../src/core/rules/project/no-copied-build.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noCopiedBuild, ({ flags, accepts }) => {
  flags(
    'long forms, and Dockerfiles that differ by their ending',
    `
--- compose.yaml
services:
  trainer:
    build:
      context: .
      dockerfile: docker/Dockerfile.trainer
  scorer:
    build:
      context: .
      dockerfile: docker/Dockerfile.trainer
                  ^^^^^^^^^^^^^^^^^^^^^^^^^ same
--- docker/Dockerfile.trainer
FROM python:3.12-slim
--- docker/Dockerfile.scorer
FROM python:3.12-slim
--- b/compose.yaml
services:
  mlflow_server:
    build: { context: ../api }
                      ^^^^^^ same
  api:
    build: { context: ../api }
--- api/Dockerfile
FROM python:3.12-slim
--- mlflow-server/Dockerfile
FROM python:3.12-slim
`,
  );
  accepts(
    'services that are told apart, and folders that somebody builds',
    `
--- compose.yaml
services:
  web: { build: ./app }
  worker: { build: ./app, command: celery worker }
  a: { build: { context: ./app, target: one } }
  b: { build: { context: ./app, target: two } }
  copy-one: { build: ./one }
  copy-two: { build: ./one }
--- app/Dockerfile
FROM python:3.12-slim AS one
FROM one AS two
--- worker/Dockerfile
FROM python:3.12-slim
--- b/Dockerfile
FROM python:3.12-slim
--- one/Dockerfile
FROM python:3.12-slim
`,
  );
});
