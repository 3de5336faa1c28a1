import { requireSystemLibrary } from '../../../src/core/rules/python/require-system-library.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireSystemLibrary, ({ flags, accepts }) => {
  flags(
    'what slim images lack, in the last stage and where pip runs',
    `
--- Dockerfile
FROM python:3.12-slim AS base
RUN pip install opencv-python
FROM base
RUN apt-get update && apt-get install -y curl
                      ^^^^^^^^^^^^^^^^^^^^^^^ runtime
RUN pip install mysqlclient
    ^^^^^^^^^^^^^^^^^^^^^^^ build
`,
  );
  accepts(
    'full images, other bases, compilers and headless wheels',
    `
--- Dockerfile
FROM python:3.12
RUN pip install lightgbm psycopg2
--- a.dockerfile
FROM somebody/else:slim
RUN pip install lightgbm
--- b.dockerfile
FROM python:3.12-slim
RUN apt-get update && apt-get install -y build-essential
RUN pip install lightgbm psycopg2 opencv-python-headless
--- c.dockerfile
FROM python:3.12-slim AS build
RUN pip install lightgbm
FROM python:3.12-slim
RUN echo done
--- d.dockerfile
FROM python:3.12-slim
COPY setup.sh .
RUN sh setup.sh && pip install lightgbm
--- setup.sh

`,
  );
});
