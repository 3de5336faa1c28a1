import { requireStartedProgram } from '../../../src/core/rules/project/require-started-program.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireStartedProgram, ({ flags, accepts }) => {
  flags(
    'programs that the image of a service or of a Dockerfile lacks',
    `
--- compose.yaml
services:
  shell:
    image: alpine:3.20
    command: bash -c "date"
             ^^^^ program
  cache:
    image: redis:7-alpine
    entrypoint: ["/bin/bash", "-c", "redis-server"]
                 ^^^^^^^^^^^ program
  worker:
    build: ./worker
    command: celery -A tasks worker
             ^^^^^^ package
--- worker/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install redis==5.0.0 pandas
COPY tasks.py .
CMD ["python", "-m", "gunicorn", "tasks:app"]
                     ^^^^^^^^^^ package
--- worker/tasks.py
app = 1
--- debian/Dockerfile
FROM debian:12
RUN apt-get update && apt-get install -y python3 python3-pip python3-venv
CMD ["python", "a.py"]
     ^^^^^^^^ program
--- alpine/Dockerfile
FROM python:3.12-alpine
COPY run.sh /run.sh
CMD ["/run.sh"]
     ^^^^^^^^^ interpreter
--- alpine/run.sh
#!/usr/bin/env bash
date
`,
  );
  accepts(
    'programs that are installed, linked, brought along or of an unknown origin',
    `
--- compose.yaml
services:
  a:
    image: alpine:3.20
    command: sh -c "apk add bash && bash -c date"
  b:
    image: python:3.12-slim
    command: sh -c "pip install uvicorn && uvicorn web:app"
  c:
    image: example/own:1.0
    command: bash
  d:
    build: ./mounted
    command: uvicorn web:app
    volumes: ["packages:/usr/local/lib/python3.12/site-packages"]
  e:
    image: redis:7-alpine
    command: redis-server --save ""
  f:
    image: redis:7
    command: bash -c "redis-server"
volumes: { packages: {} }
--- mounted/Dockerfile
FROM python:3.12-slim
--- linked/Dockerfile
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3 && ln -s /usr/bin/python3 /usr/bin/python
CMD ["python", "-c", "1"]
--- same/Dockerfile
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3 python-is-python3
CMD ["python", "-c", "1"]
--- environment/Dockerfile
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3-venv && python3 -m venv /opt/env
ENV PATH=/opt/env/bin:$PATH
CMD ["python", "-c", "1"]
--- brought/Dockerfile
FROM python:3.12-slim
RUN pip install mlflow==2.22.0
CMD ["gunicorn", "web:app"]
--- unknown/Dockerfile
FROM python:3.12-slim
RUN pip install somebody-elses-server==1.0
CMD ["uvicorn", "web:app"]
--- extra/Dockerfile
FROM python:3.12-slim
RUN pip install "fastapi[standard]"
CMD ["uvicorn", "web:app"]
--- copied/Dockerfile
FROM python:3.12 AS builder
RUN python -m venv /opt/env && /opt/env/bin/pip install uvicorn
FROM python:3.12-slim
COPY --from=builder /opt/env /opt/env
CMD ["uvicorn", "web:app"]
--- late/Dockerfile
FROM python:3.12-slim
COPY start.sh /start.sh
CMD ["sh", "/start.sh"]
--- late/start.sh
pip install uvicorn
uvicorn web:app
--- sh/Dockerfile
FROM alpine:3.20
COPY run.sh /run.sh
CMD ["sh", "/run.sh"]
--- sh/run.sh
#!/bin/bash
date
`,
  );
});
