import { noBackgroundServer } from '../../../src/core/rules/project/no-background-server.ts';
import { noCarriageReturn } from '../../../src/core/rules/project/no-carriage-return.ts';
import { noSplitArguments } from '../../../src/core/rules/project/no-split-arguments.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noCarriageReturn, ({ flags, accepts, fixes }) => {
  flags(
    'scripts that are the command of a service, mounted or copied',
    `
--- compose.yaml
services:
  fit:
    image: python:3.12-slim
    working_dir: /work
    command: ["bash", "scripts/fit.sh"]
    volumes: ["./scripts:/work/scripts:ro"]
  db:
    image: postgres:16.4
    volumes: ["./init:/docker-entrypoint-initdb.d"]
  api:
    build: ./api
    entrypoint: /usr/local/bin/api-start
--- scripts/fit.sh
#!/bin/bash\r
^^^^^^^^^^^ script
python fit.py\r
--- init/10-mlflow.sh
set -e\r
^^^^^^ script
--- api/Dockerfile
FROM python:3.12-slim
COPY --chmod=755 start /usr/local/bin/api-start
--- api/start
#!/usr/bin/env bash\r
^^^^^^^^^^^^^^^^^^^ script
exec uvicorn api:app\r
`,
  );
  flags(
    'a script on the search path, and one of a RUN',
    `
--- Dockerfile
FROM python:3.12-slim
COPY wait.sh /usr/local/bin/
COPY install.sh /tmp/install.sh
RUN bash /tmp/install.sh && rm /tmp/install.sh
ENTRYPOINT ["wait.sh", "python"]
--- wait.sh
#!/bin/sh\r
^^^^^^^^^ script
exec "$@"\r
--- install.sh
pip install mlflow\r
^^^^^^^^^^^^^^^^^^ script
`,
  );
  accepts(
    'scripts for the host, for an interpreter that reads both, and those that are mended',
    `
--- compose.yaml
services:
  fit:
    image: python:3.12-slim
    command: sh -c "sed -i 's/\\r$$//' /work/fit.sh && sh /work/fit.sh"
    volumes: [".:/work"]
  api:
    build: .
--- Dockerfile
FROM python:3.12-slim AS base
COPY start.sh serve.py setup.bat ./
RUN apt-get update && apt-get install -y dos2unix && dos2unix start.sh
FROM base
ENTRYPOINT ["./start.sh"]
CMD ["python", "serve.py"]
--- start.sh
#!/bin/sh\r
exec "$@"\r
--- fit.sh
python fit.py\r
--- setup.bat
docker compose up\r
--- serve.py
print(1)\r
`,
  );
  fixes(
    'each line',
    '--- Dockerfile\nFROM python:3.12-slim\nCOPY a.sh /\nCMD ["/a.sh"]\n--- a.sh\n#!/bin/sh\r\nset -e\r\npython -V\n',
    '--- Dockerfile\nFROM python:3.12-slim\nCOPY a.sh /\nCMD ["/a.sh"]\n--- a.sh\n#!/bin/sh\nset -e\npython -V\n',
  );
});

describeRule(noBackgroundServer, ({ flags, accepts }) => {
  flags(
    'a script of a service, and text in a command',
    `
--- compose.yaml
services:
  api:
    image: python:3.12-slim
    entrypoint: ["/srv/run.sh"]
    volumes: ["./run.sh:/srv/run.sh"]
  board:
    image: python:3.12-slim
    command: ["sh", "-c", "pip install streamlit && streamlit run app.py &"]
                                                    ^^^^^^^^^^^^^^^^^^^^ background
  loops:
    image: python:3.12-slim
    command: bash -c 'nohup python loop.py > /tmp/log 2>&1 &'
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ background
--- run.sh
#!/usr/bin/env bash
set -euo pipefail
port=$(cat port)
gunicorn api:app --bind "0.0.0.0:$(cat port)" &
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ background
`,
  );
  flags(
    'daemons',
    `
--- Dockerfile
FROM debian:12-slim
CMD service nginx start
    ^^^^^^^^^^^^^^^^^^^ daemon
--- jobs/Dockerfile
FROM python:3.12-slim
COPY go.sh /
CMD ["/go.sh"]
--- jobs/go.sh
airflow db migrate
airflow webserver -D
^^^^^^^^^^^^^^^^^^^^ daemon
--- cron/Dockerfile
FROM debian:12-slim
ENTRYPOINT ["/usr/sbin/cron"]
            ^^^^^^^^^^^^^^^^ daemon
`,
  );
  accepts(
    'what is waited for, loops, functions and daemons told to stay',
    `
--- compose.yaml
services:
  a:
    image: python:3.12-slim
    command: sh -c "python a.py & python b.py & wait"
  b:
    image: python:3.12-slim
    command: ["bash", "-c", "python a.py & while true; do sleep 60; done"]
  c:
    image: debian:12-slim
    command: cron -f
  d:
    image: debian:12-slim
    command: sh -c "service ssh start && tail -f /dev/null"
  e:
    build: .
--- Dockerfile
FROM python:3.12-slim
COPY a.sh b.sh /
CMD ["sh", "-c", "/a.sh; exec /b.sh"]
--- a.sh
python warm.py &
--- b.sh
python side.py &
if [ -n "$DEV" ]; then exec python dev.py; else exec python main.py; fi
`,
  );
});

describeRule(noSplitArguments, ({ flags, accepts }) => {
  flags(
    'scripts and text, also from the second argument on',
    `
--- compose.yaml
services:
  fit:
    image: python:3.12-slim
    entrypoint: ["bash", "-c", "cd /srv && python fit.py $$*", "--"]
                                                         ^^^ split
  eval:
    build: .
--- Dockerfile
FROM python:3.12-slim
COPY run.sh /run.sh
ENTRYPOINT ["sh", "-c", "python prepare.py && exec python \\"sweep.py\\" $@", "--"]
                                                                       ^^ split
--- jobs/Dockerfile
FROM python:3.12-slim
COPY run.sh /run.sh
ENTRYPOINT ["/run.sh"]
--- jobs/run.sh
#!/bin/bash
mode=$1
python "$mode.py" \${@:2}
                  ^^^^^^ split
`,
  );
  accepts(
    'quotes, output and tests',
    `
--- Dockerfile
FROM python:3.12-slim
COPY run.sh /run.sh
ENTRYPOINT ["sh", "-c", "exec python sweep.py \\"$@\\"", "--"]
--- b/Dockerfile
FROM python:3.12-slim
COPY run.sh /run.sh
ENTRYPOINT ["/run.sh"]
--- b/run.sh
#!/bin/bash
echo started with $@
if [ $# -gt 0 ]; then exec "$@"; fi
args="$*"
exec python fit.py "\${@:2}"
`,
  );
});
