import { requireEnvironmentPath } from '../../../src/core/rules/python/require-environment-path.ts';
import { describeRule } from '../../support/describe-rule.ts';

const head = `--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir poetry==1.8.3 pipenv==2024.0.1
COPY . .
`;
const files = `--- pyproject.toml
[tool.poetry.dependencies]
python = "^3.12"
flask = "^3"
gunicorn = "^22"
--- poetry.lock
[[package]]
name = "flask"
version = "3.0.3"
[[package]]
name = "gunicorn"
version = "22.0.0"
--- Pipfile
[packages]
flask = "*"
--- Pipfile.lock
{ "default": { "flask": { "version": "==3.0.3" } } }
--- app.py
import flask
`;

describeRule(requireEnvironmentPath, ({ flags, accepts }) => {
  flags(
    'a program of the packages that Poetry put into an environment',
    `${head}RUN poetry install --only main
CMD ["gunicorn", "app:app"]
     ^^^^^^^^^^ tool
${files}`,
  );
  flags(
    'Python beside an environment of Pipenv',
    `${head}RUN pipenv install --deploy
CMD python app.py
    ^^^^^^ tool
${files}`,
  );
  accepts(
    'poetry run and pipenv run',
    `${head}RUN poetry install
CMD ["poetry", "run", "python", "app.py"]
${files}`,
  );
  accepts(
    'poetry run as the entrypoint',
    `${head}RUN poetry install
ENTRYPOINT ["poetry", "run"]
CMD ["python", "app.py"]
${files}`,
  );
  accepts(
    'poetry run in a shell',
    `${head}RUN poetry install
CMD poetry run gunicorn app:app
${files}`,
  );
  accepts(
    'an environment that was switched off',
    `${head}RUN poetry config virtualenvs.create false && poetry install
CMD ["python", "app.py"]
${files}`,
  );
  accepts(
    'a variable that switches it off',
    `${head}ENV POETRY_VIRTUALENVS_CREATE=false
RUN poetry install
CMD ["python", "app.py"]
${files}`,
  );
  accepts(
    'the system as the place of Pipenv',
    `${head}RUN pipenv install --system --deploy
CMD ["python", "app.py"]
${files}`,
  );
  accepts(
    'packages that pip installs beside it',
    `${head}RUN poetry install && pip install -r requirements.txt
CMD ["python", "app.py"]
${files}`,
  );
  accepts(
    'a shell',
    `${head}RUN poetry install
CMD ["bash"]
${files}`,
  );
  accepts(
    'settings in poetry.toml',
    `${head}RUN poetry install
CMD ["python", "app.py"]
${files}--- poetry.toml
[virtualenvs]
create = false
`,
  );
});
