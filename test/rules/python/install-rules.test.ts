import { requireUvEnvironment } from '../../../src/core/rules/python/require-uv-environment.ts';
import { validInstallCommand } from '../../../src/core/rules/python/valid-install-command.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(validInstallCommand, ({ flags, accepts }) => {
  flags(
    'extras without the project file, and options of other commands',
    `
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim
RUN uv pip install --system --all-extras ./lib
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ extra
RUN uv pip install --system --extra gpu -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ extra
RUN uv sync --frozen --system
    ^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
RUN uv install pandas
       ^^^^^^^ unknown
`,
  );
  flags(
    'lists without -r, and files that pip does not read',
    `
FROM python:3.12-slim
RUN pip3 install --upgrade pip && pip3 install app/requirements.txt
                                               ^^^^^^^^^^^^^^^^^^^^ list
RUN python -m pip install -r environment.yml
                             ^^^^^^^^^^^^^^^ format
`,
  );
  flags(
    'what Poetry 2 dropped',
    `
FROM python:3.12-slim
RUN pip install poetry==2.1.1
RUN poetry export -f requirements.txt -o requirements.txt
RUN poetry install --no-dev
    ^^^^^^^^^^^^^^^^^^^^^^^ removed
RUN poetry shell
    ^^^^^^^^^^^^ removed
`.replace('RUN poetry export -f requirements.txt -o requirements.txt\n', ''),
  );
  accepts(
    'older releases of Poetry, plugins, and extras where they are allowed',
    `
FROM python:3.12-slim AS a
RUN pip install "poetry<2" && poetry install --no-dev
FROM python:3.8-slim AS b
RUN pip install poetry && poetry install --no-dev
FROM python:3.12-slim AS c
RUN pip install poetry poetry-plugin-export && poetry export
RUN uv pip install --system --extra gpu -r pyproject.toml
RUN uv sync --extra gpu && uv export --all-extras
RUN pip install -r requirements.txt -c constraints.txt "tides[gpu]"
`,
  );
});

describeRule(requireUvEnvironment, ({ flags, accepts }) => {
  flags(
    'uv in a plain image, also copied in',
    `
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /bin/uv
RUN uv pip install -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ none
`,
  );
  accepts(
    'environments that were made, activated, synced or copied, and other targets',
    `
FROM python:3.12-slim AS a
RUN uv sync --no-install-project
RUN uv pip install pandas
FROM python:3.12-slim AS b
ENV VIRTUAL_ENV=/opt/venv
RUN uv pip install pandas
FROM python:3.12-slim AS c
RUN uv pip install --target /deps pandas && UV_SYSTEM_PYTHON=1 uv pip install numpy
FROM python:3.12-slim AS d
COPY --from=a /app/.venv /app/.venv
RUN uv pip install pandas
FROM example/base:1.0
RUN uv pip install pandas
`,
  );
});
