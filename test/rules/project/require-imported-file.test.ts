import { requireImportedFile } from '../../../src/core/rules/project/require-imported-file.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireImportedFile, ({ flags, accepts }) => {
  flags(
    'what lies beside a script and is left out of the image',
    `
--- compose.yaml
services:
  a:
    build: .
    command: python jobs/gate.py
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY jobs ./jobs
^^^^^^^^^^^^^^^^ file
COPY main.py .
^^^^^^^^^^^^^^ module
CMD ["python", "main.py"]
--- requirements.txt
PyYAML==6.0.2
--- main.py
import yaml
from grid import halve
--- grid.py

--- jobs/gate.py
import yaml
from pathlib import Path
print(yaml.safe_load(Path("rules/limits.yaml").read_text()))
--- rules/limits.yaml
a: 1
`,
  );
  accepts(
    'optional imports, installed packages, mounts and changed search paths',
    `
--- compose.yaml
services:
  a:
    build: .
    volumes: ["./rules:/srv/rules"]
    command: python jobs/gate.py
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN pip install yaml
COPY main.py jobs/ ./jobs/
CMD ["python", "jobs/main.py"]
--- yaml.py

--- main.py
import sys
import yaml
sys.path.append("/elsewhere")
import other
try:
    import third
except ImportError:
    third = None
--- other.py

--- third.py

--- jobs/gate.py
open("rules/limits.yaml")
--- rules/limits.yaml
a: 1
`,
  );
  flags(
    'modules beside an application, and models that it loads',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY app/web.py ./app/web.py
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ module
COPY predict.py ./
^^^^^^^^^^^^^^^^^^ file
CMD uvicorn app.web:app && python predict.py
--- app/web.py
from .routes import router
from . import __version__
app = router
--- app/routes.py
router = 1
--- predict.py
import joblib
model = joblib.load("models/tides.joblib")
with open("models/report.json", "w") as report:
    report.write("")
--- models/tides.joblib

--- models/report.json

`,
  );
  accepts(
    'packages that are copied whole, mounted models, and what the program writes',
    `
--- compose.yaml
services:
  fit:
    build: .
    command: python predict.py
    volumes: ["./models:/srv/models"]
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY app ./app
COPY predict.py ./
CMD uvicorn app.web:app
--- app/web.py
from .routes import router
app = router
--- app/routes.py
router = 1
--- predict.py
import pickle
model = pickle.load(open("models/tides.pkl", "rb"))
--- models/tides.pkl

`,
  );
});
