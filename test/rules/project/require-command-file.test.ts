import { requireCommandFile } from '../../../src/core/rules/project/require-command-file.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireCommandFile, ({ flags, accepts }) => {
  flags(
    'scripts that neither the image nor a mount has',
    `
--- compose.yaml
services:
  a:
    build: .
    command: ["python", "-u", "jobs/trian.py"]
                              ^^^^^^^^^^^^^^^ near
  b:
    image: python:3.12-slim
    working_dir: /work
    volumes: [".:/work"]
    command: sh -c "cd jobs && python later.py"
                                      ^^^^^^^^ missing
--- Dockerfile
FROM python:3.12-slim AS build
COPY jobs /src/jobs
FROM python:3.12-slim
WORKDIR /srv
RUN apt-get update && mkdir -p data && pip install pandas
COPY --from=build /src .
ENTRYPOINT ["tini", "--"]
CMD ["python", "train.py"]
               ^^^^^^^^^^ near
--- jobs/train.py

`,
  );
  flags(
    'a script that the ignore file keeps out',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["bash", "scripts/start.sh"]
             ^^^^^^^^^^^^^^^^^^ ignored
--- .dockerignore
scripts
--- scripts/start.sh

`,
  );
  accepts(
    'scripts that are there, and those that something unknown may have made',
    `
--- compose.yaml
services:
  a:
    build: .
    command: python jobs/train.py
  b:
    build: .
    command: python other.py
    volumes: ["code:/srv"]
  c:
    image: somebody/else:1.0
    command: python x.py
  d:
    build: .
    command: sh -c "git clone https://example.org/x . && python x.py"
  e:
    build: .
    command: python $SCRIPT
volumes:
  code:
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
RUN echo "print(1)" > made.py
CMD ["python", "made.py"]
--- other/Dockerfile
FROM somebody/else:1.0
COPY ../jobs/train.py .
CMD ["python", "train2.py"]
--- jobs/train.py

`,
  );

  flags(
    'a file of just that path that no instruction copies',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY other.py .
CMD ["python", "score.py"]
               ^^^^^^^^^^ missing
--- score.py

--- other.py

`,
  );
  flags(
    'settings and notebooks that a program begins with, also in a script that the image starts',
    `
--- compose.yaml
services:
  web:
    build: .
    command: gunicorn -c gunicorn.conf.py app.main:app
                         ^^^^^^^^^^^^^^^^ near
  all:
    build: .
    command: ["supervisord", "-c", "deploy/supervisord.conf"]
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ missing
  report:
    build: .
    command: papermill app/report.ipynb /tmp/out.ipynb
                       ^^^^^^^^^^^^^^^^ missing
  train:
    build: .
    command: torchrun --nproc_per_node 2 fit.py
                                         ^^^^^^ missing
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY app ./app
COPY start.sh ./
CMD ["./start.sh"]
--- start.sh
#!/bin/sh
python migrate.py
       ^^^^^^^^^^ missing
--- app/main.py
app = 1
--- deploy/gunicorn.conf.py
bind = "0.0.0.0:80"
`,
  );
  accepts(
    'settings that are there, come with the system, or are given in another form',
    `
--- compose.yaml
services:
  web:
    build: .
    command: gunicorn -c app/conf.py app.main:app
  other:
    build: .
    command: gunicorn -c python:app.conf app.main:app
  all:
    build: .
    command: supervisord -c /etc/supervisor/supervisord.conf
  flask:
    build: .
    environment: { FLASK_APP: app/main.py }
    command: flask run
--- Dockerfile
FROM python:3.12-slim
RUN apt-get update && apt-get install -y supervisor
WORKDIR /srv
COPY app ./app
--- app/main.py
app = 1
--- app/conf.py
bind = "0.0.0.0:80"
`,
  );
});
