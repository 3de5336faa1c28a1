import { noPythonMismatch } from '../../../src/core/rules/python/no-python-mismatch.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noPythonMismatch, ({ flags, accepts }) => {
  flags(
    'pickles through a folder of the project, read by a module',
    `
--- compose.yaml
services:
  train:
    image: train:dev
    build: { context: ., dockerfile: train.Dockerfile }
    volumes: ["./models:/out"]
    command: python -m jobs.train
  api:
    build: { context: ., dockerfile: api.Dockerfile }
    volumes: ["./models:/models:ro"]
--- train.Dockerfile
FROM python:3.9.19-slim
WORKDIR /srv
COPY jobs ./jobs
--- api.Dockerfile
FROM python:3.12-slim
            ^^^^ pickle
WORKDIR /srv
COPY api.py ./
CMD ["uvicorn", "api:app", "--host", "0.0.0.0"]
--- jobs/train.py
import pickle
pickle.dump({}, open("/out/a.pkl", "wb"))
--- api.py
from pickle import load
model = load(open("/models/a.pkl", "rb"))
`,
  );
  flags(
    'projects and pins for another Python',
    `
--- Dockerfile
ARG PYTHON=3.13
FROM python:3.12-slim AS a
            ^^^^ package
COPY requirements.txt .
RUN pip install -r requirements.txt
FROM python:3.9-slim AS b
            ^^^ project
RUN pip install poetry==1.8.3
COPY pyproject.toml .
RUN poetry install
FROM python:\${PYTHON}-slim
     ^^^^^^^^^^^^^^^^^^^^^ package
RUN pip install numpy==1.26.4
--- requirements.txt
scikit-learn==1.2.2
--- pyproject.toml
[tool.poetry]
name = "a"
[tool.poetry.dependencies]
python = "^3.10"
`,
  );
  accepts(
    'patches, other formats, volumes of data, uv, and versions that are not known',
    `
--- compose.yaml
services:
  train:
    build: { context: ., dockerfile: train.Dockerfile }
    volumes: ["models:/out"]
  api:
    build: { context: ., dockerfile: api.Dockerfile }
    volumes: ["models:/models:ro"]
  other:
    build: { context: ., dockerfile: other.Dockerfile }
    volumes: ["data:/data"]
volumes: { models: {}, data: {} }
--- train.Dockerfile
FROM python:3.12.6-slim
COPY train.py /srv/
CMD ["python", "/srv/train.py"]
--- api.Dockerfile
FROM python:3.12.4-slim
COPY api.py pyproject.toml /srv/
RUN pip install numpy torch==9.1.0 && cd /srv && uv sync
CMD ["python", "/srv/api.py"]
--- other.Dockerfile
FROM python:3.10-slim
COPY api.py /srv/
CMD ["python", "/srv/api.py"]
--- train.py
import joblib
joblib.dump({}, "/out/a.joblib")
--- api.py
import joblib
joblib.load("/models/a.joblib")
--- pyproject.toml
[project]
name = "a"
requires-python = ">=3.13"
`,
  );
});
