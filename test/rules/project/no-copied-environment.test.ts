import { noCopiedEnvironment } from '../../../src/core/rules/project/no-copied-environment.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noCopiedEnvironment, ({ flags, accepts }) => {
  flags(
    'a folder that Git keeps out and the ignore file does not',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /srv/venv
RUN /srv/venv/bin/pip install numpy
COPY ./ /srv
     ^^ copied
CMD ["/srv/venv/bin/python", "fit.py"]
--- fit.py

--- .gitignore
venv/
--- .dockerignore
data
`,
  );
  accepts(
    'folders that are left out, made again behind the copy, elsewhere, or not there',
    `
--- a/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /srv/.venv && /srv/.venv/bin/pip install numpy
COPY . .
--- a/.dockerignore
**/.venv
--- b/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /usr/local/bin/uv
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project
COPY . .
RUN uv sync --frozen
--- b/pyproject.toml
[project]
name = "b"
version = "1"
--- b/uv.lock
version = 1
--- c/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /opt/.venv && /opt/.venv/bin/pip install numpy
COPY . .
--- d/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install numpy
COPY . .
--- e/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /srv/env && /srv/env/bin/pip install numpy
COPY . .
--- .gitignore
.venv
`,
  );
});
