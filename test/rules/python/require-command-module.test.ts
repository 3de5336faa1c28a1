import { requireCommandModule } from '../../../src/core/rules/python/require-command-module.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireCommandModule, ({ flags, accepts }) => {
  flags(
    'modules that are nowhere on the path',
    `
--- compose.yaml
services:
  a:
    build: .
    command: gunicorn -b 0.0.0.0:80 --chdir /srv shop.wsgi:application
                                                 ^^^^^^^^^^^^^^^^^^^^^ near
  b:
    build: .
    working_dir: /srv/shop
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY shop ./shop
CMD ["python", "-m", "shop.missing"]
                     ^^^^^^^^^^^^^^ missing
--- shop/web/wsgi.py

`,
  );
  accepts(
    'modules of packages, of PYTHONPATH and of mounts',
    `
--- compose.yaml
services:
  a:
    build: .
    command: python -m http.server 80
  b:
    build: .
    environment: { PYTHONPATH: /srv/lib }
    command: python -m deep.thing
  c:
    build: .
    volumes: ["./tools:/srv/tools"]
    command: python -m tools.run
  d:
    build: ./packaged
    command: uvicorn mine.web:app
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY lib ./lib
--- lib/deep/thing.py

--- tools/run.py

--- packaged/Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . /build
RUN pip install /build
--- packaged/src/mine/web.py

--- packaged/pyproject.toml
[project]
name = "packaged"
version = "1.0"
`,
  );
  flags(
    'a name that the module does not define',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY api ./api
CMD gunicorn -b 0.0.0.0:80 api.web:application
                           ^^^^^^^^^^^^^^^^^^^ attribute
--- api/web.py
app = object()
`,
  );
  accepts(
    'names that are imported or may be',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD uvicorn a:app & uvicorn b:app
--- a.py
from b import app
x = 1
--- b.py
from c import *
x = 1
`,
  );
  flags(
    'applications of Celery and Flask, by option, by variable and in a script',
    `
--- compose.yaml
services:
  worker:
    build: .
    command: celery -A worker.tasks worker
                       ^^^^^^^^^^^^ near
  web:
    build: .
    environment:
      FLASK_APP: pages
                 ^^^^^ missing
    command: flask run --host 0.0.0.0
  good:
    build: .
    environment: { FLASK_APP: "jobs.tasks:make" }
    command: flask run --host 0.0.0.0
  also:
    build: .
    command: celery --app=jobs.tasks worker
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install celery flask
COPY jobs ./jobs
COPY start.sh ./
CMD ["sh", "start.sh"]
--- start.sh
set -e
python -m jobs.tasks
exec gunicorn -b 0.0.0.0:80 main:app
                            ^^^^^^^^ missing
--- jobs/tasks.py
def make():
    return 1
`,
  );
  accepts(
    'applications that a script may move to, that nobody knows, or that are mounted',
    `
--- compose.yaml
services:
  a:
    build: .
    volumes: ["./later:/srv/later"]
    command: celery -A later.work worker
  b:
    image: example/own:1.0
    command: celery -A theirs worker
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install celery flask
COPY start.sh ./
CMD ["sh", "start.sh"]
--- start.sh
if [ -d sub ]; then cd sub; fi
exec gunicorn main:app
--- later/work.py
app = 1
`,
  );
});
