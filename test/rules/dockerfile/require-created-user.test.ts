import { noUnprivilegedInstall } from '../../../src/core/rules/dockerfile/no-unprivileged-install.ts';
import { requireCreatedUser } from '../../../src/core/rules/dockerfile/require-created-user.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireCreatedUser, ({ flags, accepts }) => {
  flags(
    'users and groups of no earlier step, through stages',
    `
FROM python:3.12-slim AS base
RUN useradd --create-home app
FROM base
COPY --chown=app:apps a.py /srv/
     ^^^^^^^^^^^^^^^^ owner
USER application
     ^^^^^^^^^^^ user
FROM ubuntu:24.04
USER trainer:trainer
     ^^^^^^^^^^^^^^^ user
`,
  );
  accepts(
    'users of parents, of the system, of variables, of copied lists, of scripts and of other bases',
    `
FROM python:3.12-slim AS a
RUN groupadd -r app && useradd -r -g app app
FROM a AS b
USER app:app
FROM alpine:3.20 AS c
RUN adduser -D worker
COPY --chown=worker:worker a /srv/
FROM debian:12 AS d
ARG NAME=app
RUN useradd -m $NAME
USER app
FROM debian:12 AS e
COPY --from=a /etc/passwd /etc/passwd
USER app
FROM debian:12 AS f
RUN ./users.sh
USER app
FROM mambaorg/micromamba:1.5.10 AS g
USER mambauser
FROM python:3.12-slim
USER 10001
`,
  );
});

describeRule(noUnprivilegedInstall, ({ flags, accepts }) => {
  flags(
    'users that are made and folders on the top level',
    `
FROM python:3.12-slim
USER nobody
RUN useradd -m app
    ^^^^^^^ user
RUN mkdir -p /data
    ^^^^^ user
`,
  );
  accepts(
    'folders of their own, and sudo',
    'FROM x:1\nUSER app\nRUN mkdir -p /home/app/x /tmp/y out\nRUN sudo useradd b\n',
  );
});
