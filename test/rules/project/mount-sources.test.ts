import { noIgnoredCopySource } from '../../../src/core/rules/project/no-ignored-copy-source.ts';
import { requireCopySource } from '../../../src/core/rules/project/require-copy-source.ts';
import { describeRule } from '../../support/describe-rule.ts';

const others = `--- compose.yaml
services: { a: { build: . } }
--- fit.py
import numpy
--- requirements.txt
numpy
`;

describeRule(requireCopySource, ({ flags, accepts }) => {
  flags(
    'what a bind mount of a RUN looks for in vain',
    `
--- Dockerfile
FROM python:3.12-slim
RUN --mount=type=bind,source=requirement.txt,target=/tmp/r.txt pip install -r /tmp/r.txt
                             ^^^^^^^^^^^^^^^ near
RUN --mount=target=/src,src=config/fit.toml cat /src
                            ^^^^^^^^^^^^^^^ missing
${others}`,
  );
  accepts(
    'mounts that take something else, or what is there',
    `
--- Dockerfile
FROM python:3.12-slim AS base
ARG NAME=none
RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt true
RUN --mount=type=bind,target=/src true
RUN --mount=type=bind,source=.git,target=/src/.git true
RUN --mount=type=cache,source=nothing,target=/c true
RUN --mount=type=bind,from=base,source=/nothing,target=/c true
RUN --mount=type=bind,source=$NAME,target=/c true
RUN --mount=type=secret,id=nothing true
${others}`,
  );
});

describeRule(noIgnoredCopySource, ({ flags, accepts }) => {
  flags(
    'what a bind mount takes and the context does not have',
    `
--- .dockerignore
*.txt
--- Dockerfile
FROM python:3.12-slim
RUN --mount=type=bind,source=requirements.txt,target=/tmp/r.txt true
                             ^^^^^^^^^^^^^^^^ ignored
RUN --mount=type=bind,source=fit.py,target=/tmp/fit.py true
${others}`,
  );
  accepts(
    'a bind mount of another stage',
    `
--- .dockerignore
*.txt
--- Dockerfile
FROM python:3.12-slim AS base
FROM python:3.12-slim
RUN --mount=type=bind,from=base,source=requirements.txt,target=/tmp/r.txt true
${others}`,
  );
});
