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
});
