import { requireRunFile } from '../../../src/core/rules/project/require-run-file.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireRunFile, ({ flags, accepts }) => {
  flags(
    'files that only come later, and a lock file that stays outside',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN cd /srv && uv sync --no-install-project
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lock
RUN pip install -r requirements/base.txt
                   ^^^^^^^^^^^^^^^^^^^^^ missing
COPY requirements requirements
--- pyproject.toml
[project]
name = "a"
version = "1"
--- uv.lock

--- requirements/base.txt

`,
  );
  flags(
    'files that a requirements file reads, in the image and not',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim
COPY requirements.txt /srv/
COPY requirements/base.txt /srv/requirements/
RUN pip install -r /srv/requirements.txt
                   ^^^^^^^^^^^^^^^^^^^^^ included
FROM python:3.12-slim
COPY requirements.txt /srv/
COPY requirements /srv/requirements
RUN pip install -r /srv/requirements.txt
FROM python:3.12-slim
COPY requirements.txt /srv/
COPY requirements/base.txt /srv/requirements/
RUN touch /srv/requirements/limits.txt && pip install -r /srv/requirements.txt
--- requirements.txt
-r requirements/base.txt
--- requirements/base.txt
-c limits.txt
-r https://example.org/more.txt
--- requirements/limits.txt

`,
  );
  flags(
    'a lock file that Pipenv cannot do without, and one that it can',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY Pipfile ./
RUN pipenv install --system --deploy
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
RUN pipenv install --system
    ^^^^^^^^^^^^^^^^^^^^^^^ lock
RUN pipenv install --system --skip-lock
--- Pipfile
[packages]
flask = "*"
--- Pipfile.lock
{}
`,
  );
  accepts(
    'a lock file of Pipenv that is there, or made before',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY Pipfile Pipfile.lock ./
RUN pipenv install --system --deploy
FROM python:3.12-slim
WORKDIR /srv
COPY Pipfile ./
RUN pipenv lock
RUN pipenv install --system --deploy
FROM python:3.12-slim
WORKDIR /srv
COPY Pipfile ./
RUN pipenv lock && pipenv install --system --deploy
FROM python:3.12-slim AS tools
WORKDIR /srv
COPY pyproject.toml ./
RUN python -m poetry lock
FROM tools
RUN uv lock && uv sync --frozen
RUN poetry install --no-root
--- pyproject.toml
[project]
name = "a"
version = "1"
--- poetry.lock

--- Pipfile
[packages]
flask = "*"
--- Pipfile.lock
{}
`,
  );
  accepts(
    'requirements that another stage exports',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim AS lock
WORKDIR /srv
RUN pip install --no-cache-dir poetry==1.8.3 uv==0.5.0
COPY pyproject.toml ./
RUN poetry export -f requirements.txt -o requirements.txt
RUN python -m uv pip compile pyproject.toml --output-file=/srv/more.txt
FROM python:3.12-slim
WORKDIR /srv
COPY --from=lock /srv/requirements.txt /srv/more.txt ./
RUN pip install --no-cache-dir -r requirements.txt -r more.txt
--- pyproject.toml
[project]
name = "a"
version = "1"
`,
  );
  accepts(
    'mounts, files that a RUN made, other stages and unknown bases',
    `
--- compose.yaml
services: { a: { build: . } }
--- Dockerfile
FROM python:3.12-slim AS lock
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv export > /srv/requirements.txt
FROM python:3.12-slim
WORKDIR /srv
COPY --from=lock /srv/requirements.txt .
RUN pip install -r requirements.txt
RUN mkdir /made
COPY pyproject.toml /made
RUN pip install -r /made/pyproject.toml
RUN echo pandas > extra.txt && pip install -r extra.txt
RUN --mount=type=bind,target=/src cd /src && uv sync
FROM somebody/else:1.0
RUN pip install -r /base/requirements.txt
--- pyproject.toml
[project]
name = "a"
version = "1"
--- uv.lock

`,
  );
  flags(
    'scripts and files that commands need',
    `
--- Dockerfile
FROM python:3.12-slim AS base
WORKDIR /srv/api
FROM base
RUN chmod +x start-api.sh
             ^^^^^^^^^^^^ missing
COPY scripts/ ./scripts/
RUN chmod +x /srv/api/scripts/start_api.sh && useradd -m api
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ near
RUN cp scripts/prod.yml settings.yaml
       ^^^^^^^^^^^^^^^^ near
RUN chown -R api /srv/apy
                 ^^^^^^^^ near
RUN python tools/warm.py && bash ./tools/warm.sh
           ^^^^^^^^^^^^^ missing
                                 ^^^^^^^^^^^^^^^ missing
--- scripts/start-api.sh

--- scripts/prod.yaml

--- tools/warm.py

`,
  );
  accepts(
    'what the same RUN makes, homes, system folders, patterns, tests and alternatives',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN useradd -m app && mkdir -p /data/out && chown -R app /home/app /data /srv
RUN curl -fsSLo get.sh https://example.org/get.sh && chmod +x get.sh && ./get.sh
RUN chmod 700 /etc/cron.d/* && chmod +x /usr/local/bin/tool
RUN test -f extra.py && python extra.py
RUN python optional.py || true
RUN python -m compileall . && python -c "x"
RUN cat > run.sh <<< "x"
ARG SCRIPT
RUN python $SCRIPT
VOLUME /models
RUN chown nobody /models
--- optional.py

--- extra.py

`,
  );
  flags(
    'a frozen sync without the lock file',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN uv sync --frozen --no-install-project
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing
--- pyproject.toml
[project]
name = "a"
`,
  );
});
