import { noSystemInstall } from '../../../src/core/rules/python/no-system-install.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noSystemInstall, ({ flags, accepts }) => {
  flags(
    'pip in the Python of newer releases, and as root in Airflow',
    `
FROM nvidia/cuda:12.6.0-runtime-ubuntu24.04 AS gpu
RUN apt-get update && apt-get install -y python3-pip
RUN python3 -m pip install -r requirements.txt
    ^^^^^^^ managed
FROM debian:bookworm-slim AS debian
RUN apt-get update && apt-get install -y python3-pip && pip install numpy
                                                        ^^^ managed
FROM apache/airflow:2.9.1
USER root
RUN pip install numpy
    ^^^ root
`,
  );
  accepts(
    'older releases, other Pythons and lifted bans',
    `
FROM ubuntu:22.04 AS a
RUN pip3 install numpy
FROM python:3.12-bookworm AS b
RUN pip install numpy
FROM ubuntu:24.04 AS c
RUN pip3 install --break-system-packages numpy
FROM ubuntu:24.04 AS d
ENV PIP_BREAK_SYSTEM_PACKAGES=1
RUN pip3 install numpy
FROM debian:12 AS e
RUN rm /usr/lib/python3.11/EXTERNALLY-MANAGED && pip3 install numpy
FROM debian:12 AS f
RUN python3 -m venv /env
RUN /env/bin/pip install numpy
FROM debian:12 AS g
COPY --from=x /usr/local /usr/local
RUN pip install numpy
FROM ubuntu:24.04 AS h
RUN pip3 install --target /srv/lib numpy
FROM apache/airflow:2.9.1 AS i
USER root
RUN apt-get update
USER airflow
RUN pip install numpy
`,
  );
});
