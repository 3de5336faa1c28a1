import { requireImportPath } from '../../../src/core/rules/python/require-import-path.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireImportPath, ({ flags, accepts }) => {
  flags(
    'scripts inside their own package, by command, by entrypoint and by mount',
    `
--- compose.yaml
services:
  nightly:
    build: ./job
    command: python pipelines/run.py --fast
                    ^^^^^^^^^^^^^^^^ script
  board:
    image: python:3.12-slim
    working_dir: /work
    volumes: ["./job:/work"]
    command: ["python", "pipelines/run.py"]
                        ^^^^^^^^^^^^^^^^^^ script
--- job/Dockerfile
FROM python:3.12-slim
WORKDIR /opt/job
COPY . .
CMD ["python", "-u", "pipelines/run.py"]
                     ^^^^^^^^^^^^^^^^^^ script
--- job/pipelines/run.py
import common.io as io
io.read()
--- job/common/io.py

`,
  );
  flags(
    'modules that import their neighbors',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uvicorn==0.34.0 fastapi==0.115.0
COPY . .
CMD uvicorn api.web:app --host 0.0.0.0
            ^^^^^^^^^^^ module
--- api/web.py
from fastapi import FastAPI
import schemas
app = FastAPI()
--- api/schemas.py

`,
  );
  accepts(
    'search paths, installed projects, standard names, other packages and modules',
    `
--- compose.yaml
services:
  a:
    build: .
    environment:
      PYTHONPATH: .
    command: python src/run.py
  b:
    build: .
    command: sh -c "PYTHONPATH=/srv python src/run.py"
  c:
    build: .
    command: python -m src.run
  d:
    build: { context: ., dockerfile: installed.Dockerfile }
    command: python src/run.py
  e:
    build: { context: ., dockerfile: synced.Dockerfile }
    command: uv run python src/run.py
  f:
    build: .
    command: python src/plain.py
  g:
    build: .
    command: python -m streamlit run src/run.py
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir redis==5.1.1
COPY . .
--- installed.Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
RUN pip install --no-cache-dir -e .
--- synced.Dockerfile
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
WORKDIR /srv
COPY . .
RUN uv sync --frozen
--- pyproject.toml
[project]
name = "src"
[build-system]
build-backend = "hatchling.build"
--- uv.lock

--- src/run.py
from src.grid import halve
--- src/grid.py

--- src/plain.py
import logging
import redis
try:
    import grids
except ImportError:
    grids = None
--- logging/__init__.py

--- redis/__init__.py

`,
  );
  flags(
    'modules that are in the project and not in the image',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uvicorn==0.34.0
COPY web.py ./
^^^^^^^^^^^^^^ absent
CMD ["uvicorn", "web:app", "--host", "0.0.0.0"]
--- web.py
from grid.cells import halve
app = halve()
--- grid/cells.py

`,
  );
});
