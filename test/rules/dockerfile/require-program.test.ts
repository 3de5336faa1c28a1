import { requireProgram } from '../../../src/core/rules/dockerfile/require-program.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireProgram, ({ flags, accepts }) => {
  flags(
    'programs that slim, bare and Alpine images lack, in stages on top of them too',
    `
FROM python:3.12-slim AS base
RUN curl -sSL https://example.org/install.py | python3 -
    ^^^^ missing
FROM base
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root
    ^^^^^^ missing
FROM nvidia/cuda:12.1.1-runtime-ubuntu22.04 AS gpu
RUN pip install pandas
    ^^^ missing
FROM python:3.12-alpine
RUN apt-get update && apt-get install -y gcc
    ^^^^^^^ missing
RUN useradd app
    ^^^^^^^ missing
`,
  );
  accepts(
    'what was installed, copied, tested for or may have come with a script',
    `
FROM python:3.12-slim AS a
RUN apt-get update && apt-get install -y git build-essential && make && gcc x.c && git clone x
FROM python:3.12-slim AS b
COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /bin/uv
RUN uv venv && pip install poetry==1.8.3 && poetry install
FROM python:3.12-slim AS c
COPY setup.sh .
RUN ./setup.sh && git status
FROM python:3.12-slim AS d
RUN command -v curl || true
RUN if curl -V; then wget x; fi
FROM example/base:1.0 AS e
RUN git clone x
FROM python:3.12 AS f
RUN git clone x && curl x && make
FROM debian:12
RUN apt-get update && xargs -a packages.txt apt-get install -y
RUN git clone x
`,
  );
});
