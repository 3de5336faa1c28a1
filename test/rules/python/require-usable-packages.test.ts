import { requireUsablePackages } from '../../../src/core/rules/python/require-usable-packages.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireUsablePackages, ({ flags, accepts }) => {
  flags(
    'packages without the script that a service starts',
    `
--- compose.yaml
services:
  api:
    build: .
    command: uvicorn web:app --host 0.0.0.0
--- Dockerfile
FROM python:3.12-slim AS build
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
FROM python:3.12-slim
COPY --from=build /usr/local/lib/python3.12 /usr/local/lib/python3.12
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script
--- requirements.txt
uvicorn==0.30.6
`,
  );
  flags(
    'homes that are not in PATH or belong to root, and other releases of Python',
    `
FROM python:3.11-slim AS build
RUN pip install --no-cache-dir --user mlflow==2.16.2
FROM python:3.12-slim
COPY --from=build /root/.local /home/app/.local
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ path
COPY --from=build /root/.cache /root/.cache
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ home
COPY --from=x:1 /a /usr/local/lib/python3.11/site-packages
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ minor
USER 1000
CMD mlflow ui
`,
  );
  accepts(
    'scripts that come too, modules, other programs, root and rights that are opened',
    `
FROM python:3.12-slim AS build
RUN pip install --no-cache-dir --user gunicorn==23.0.0
FROM python:3.12-slim AS a
COPY --from=build /usr/local /usr/local
CMD ["gunicorn", "web:app"]
FROM python:3.12-slim AS b
COPY --from=build /root/.local /root/.local
RUN chmod -R a+rX /root
ENV PATH=/root/.local/bin:$PATH
USER nobody
CMD ["gunicorn", "web:app"]
FROM python:3.12-slim
COPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
RUN pip install --no-deps gunicorn
CMD ["gunicorn", "web:app"]
`,
  );
});
