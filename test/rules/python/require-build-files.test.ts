import { requireBuildFiles } from '../../../src/core/rules/python/require-build-files.ts';
import { describeRule } from '../../support/describe-rule.ts';

const hatchling = `
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`;

describeRule(requireBuildFiles, ({ flags, accepts }) => {
  flags(
    'versions from a repository that is ignored or left outside',
    `
--- Dockerfile
FROM python:3.12 AS a
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -e ".[serve]"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ version
FROM python:3.12-slim AS b
WORKDIR /app
COPY pyproject.toml ./
COPY src src
RUN cd /app && uv pip install --system .
               ^^^^^^^^^^^^^^^^^^^^^^^^^ version
--- .dockerignore
.git
--- pyproject.toml
[project]
name = "tool"
dynamic = ["version"]
[build-system]
requires = ["setuptools", "setuptools_scm[toml]"]
build-backend = "setuptools.build_meta"
--- src/tool.py

`,
  );
  flags(
    'readmes and packages that come after the installation',
    `
--- Dockerfile
FROM python:3.12-slim AS a
RUN pip install --no-cache-dir poetry
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ sources
FROM python:3.12-slim AS b
RUN pip install --no-cache-dir poetry==2.1.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
COPY rank rank
RUN poetry install
    ^^^^^^^^^^^^^^ file
--- pyproject.toml
[tool.poetry]
name = "rank"
version = "0.1.0"
readme = "README.md"
--- poetry.lock

--- README.md

--- rank/__init__.py

`,
  );
  accepts(
    'older Poetry, lists only, other layouts, mounts, variables and repositories that are sent',
    `
--- Dockerfile
FROM python:3.12-slim AS a
RUN pip install --no-cache-dir poetry==1.8.3
WORKDIR /app
COPY lib/pyproject.toml ./
RUN poetry install
FROM python:3.12-slim AS b
WORKDIR /app
COPY lib/pyproject.toml lib/README.md ./
RUN uv sync --no-install-project
RUN --mount=type=bind,source=.git,target=.git uv sync
FROM python:3.12-slim AS c
WORKDIR /app
COPY . .
RUN pip install ./lib
FROM python:3.12-slim AS d
WORKDIR /app
COPY lib ./lib
ARG SETUPTOOLS_SCM_PRETEND_VERSION_FOR_TOOL=1
RUN pip install ./lib
--- lib/pyproject.toml
[project]
name = "tool"
dynamic = ["version"]
readme = "README.md"
[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"
[tool.hatch.version]
source = "vcs"
[tool.hatch.build]
packages = ["code"]
--- lib/README.md

--- lib/code/__init__.py

`,
  );
  accepts(
    'a project without a backend, and one that says it is none',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /a
COPY a/pyproject.toml ./
RUN uv sync
WORKDIR /b
COPY b/pyproject.toml ./
RUN uv sync
--- a/pyproject.toml
[project]
name = "a"
readme = "README.md"
--- a/README.md

--- b/pyproject.toml
[project]
name = "b"
readme = "README.md"
[tool.uv]
package = false${hatchling}--- b/README.md

`,
  );
});
