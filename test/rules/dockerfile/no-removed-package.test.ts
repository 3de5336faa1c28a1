import { noRemovedPackage } from '../../../src/core/rules/dockerfile/no-removed-package.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noRemovedPackage, ({ flags, accepts }) => {
  flags(
    'names of older releases, by name, number and floating tag',
    `
FROM python:3.13-slim AS a
RUN apt-get update && apt-get install -y \\
    libgl1-mesa-glx \\
    ^^^^^^^^^^^^^^^ renamed
    git
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04 AS b
RUN apt-get install -y python3-distutils
                       ^^^^^^^^^^^^^^^^^ removed
FROM debian:12 AS c
RUN apt install -y netcat
                   ^^^^^^ renamed
FROM a AS d
RUN apt-get install -y openjdk-17-jre
                       ^^^^^^^^^^^^^^ renamed
`,
  );
  accepts(
    'releases that have them, unknown ones, and pinned patches',
    `
FROM python:3.12-slim-bookworm AS a
RUN apt-get install -y libgl1-mesa-glx
FROM python:3.11.4-slim AS b
RUN apt-get install -y libgl1-mesa-glx
FROM ubuntu:22.04 AS c
RUN apt-get install -y netcat && echo libgl1-mesa-glx
FROM example/base:1.0
RUN apt-get install -y python-pip
`,
  );
  flags(
    'Python 2 beside Python 3',
    '\nFROM debian:bookworm\nRUN apt-get install -y python-pip\n                       ^^^^^^^^^^ renamed\n',
  );
});
