import { requireRunFile } from '../../../src/core/rules/project/require-run-file.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireRunFile, ({ flags, accepts }) => {
  flags(
    'files that only come later, and a lock file that stays outside',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN cd /srv && uv sync --no-install-project
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lock
RUN pip install -r requirements/base.txt
                   ^^^^^^^^^^^^^^^^^^^^^ missing
COPY requirements requirements
--- pyproject.toml
[project]
name = "a"
version = "1"
--- uv.lock

--- requirements/base.txt

`,
  );
  accepts(
    'mounts, files that a RUN made, other stages and unknown bases',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim AS lock
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv export > /srv/requirements.txt
FROM python:3.12-slim
WORKDIR /srv
COPY --from=lock /srv/requirements.txt .
RUN pip install -r requirements.txt
RUN mkdir /made
COPY pyproject.toml /made
RUN pip install -r /made/pyproject.toml
RUN echo pandas > extra.txt && pip install -r extra.txt
RUN --mount=type=bind,target=/src cd /src && uv sync
FROM somebody/else:1.0
RUN pip install -r /base/requirements.txt
--- pyproject.toml
[project]
name = "a"
version = "1"
--- uv.lock

`,
  );
});
