import { requireGit } from '../../../src/core/rules/python/require-git.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireGit, ({ flags, accepts }) => {
  flags(
    'repositories in commands, lists and sources of uv',
    `
--- Dockerfile
FROM python:3.12-slim AS a
WORKDIR /a
COPY lists/base.txt ./
RUN pip install --no-cache-dir -r base.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ install
FROM python:3.12-slim AS b
RUN pip install "clip @ git+https://example.org/clip.git"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ install
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
WORKDIR /c
COPY pyproject.toml ./
RUN uv sync
    ^^^^^^^ install
--- lists/base.txt
git+https://example.org/clip.git@main
--- pyproject.toml
[project]
name = "c"
dependencies = ["clip"]
[tool.uv.sources]
clip = { git = "https://example.org/clip.git" }
`,
  );
  flags(
    'runs of a program that is mounted with its repository',
    `
--- compose.yaml
services:
  fit:
    build: .
    volumes: ["./:/repo"]
    working_dir: /repo
    command: python -m train.fit
--- Dockerfile
FROM python:3.12-slim
     ^^^^^^^^^^^^^^^^ runs
RUN pip install --no-cache-dir mlflow==2.16.2
--- train/fit.py
import mlflow
with mlflow.start_run():
    pass
`,
  );
  accepts(
    'full images, installed Git, Poetry, programs that are copied and those that only read',
    `
--- compose.yaml
services:
  fit:
    build: .
    command: python fit.py
  read:
    build: .
    volumes: [".:/repo"]
    command: python /repo/read.py
--- Dockerfile
FROM python:3.12 AS a
RUN pip install git+https://example.org/clip.git
FROM python:3.12-slim AS b
RUN apt-get update && apt-get install -y git && pip install git+https://example.org/clip.git
FROM python:3.12-slim
RUN pip install poetry==1.8.3
COPY pyproject.toml fit.py ./
RUN poetry install --no-root
--- pyproject.toml
[tool.poetry.dependencies]
clip = { git = "https://example.org/clip.git" }
--- fit.py
import mlflow
mlflow.start_run()
--- read.py
import mlflow
mlflow.search_runs()
`,
  );
});
