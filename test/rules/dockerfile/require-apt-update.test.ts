import { requireAptUpdate } from '../../../src/core/rules/dockerfile/require-apt-update.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireAptUpdate, ({ flags, accepts }) => {
  flags(
    'installs without lists, in stages on top of others too',
    `
FROM ubuntu:22.04 AS base
RUN apt-get install -y --no-install-recommends git && apt-get install -y curl
    ^^^^^^^ never
FROM python:3.12 AS tools
RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*
FROM tools
RUN DEBIAN_FRONTEND=noninteractive apt install -y libgl1
                                   ^^^ removed
`,
  );
  accepts(
    'lists that were fetched, may have been fetched, or are not needed',
    `
FROM python:3.12-slim AS a
RUN apt-get update
RUN apt-get install -y git
FROM python:3.12-slim AS b
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y git
FROM python:3.12-slim AS c
RUN curl -fsSL https://deb.example.org/setup | bash - && apt-get install -y nodejs
FROM python:3.12-slim AS d
COPY tool.deb /tmp/
RUN apt-get install -y /tmp/tool.deb ./other.deb
FROM example/base:1.0 AS e
RUN apt-get install -y git
FROM ubuntu:22.04 AS f
RUN if true; then apt-get update; fi && apt-get install -y git
FROM a
RUN rm -rf /tmp/x && apt-get install -y git
`,
  );
});
