import { requireHealthTarget } from '../../../src/core/rules/project/require-health-target.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireHealthTarget, ({ flags, accepts }) => {
  flags(
    'ports and paths that nothing answers',
    `
--- compose.yaml
services:
  a:
    build: .
    healthcheck:
      test: curl -f http://localhost:9000/ready
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ port
  b:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8000/nothing"]
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ path
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY api.py .
CMD ["uvicorn", "api:app"]
--- api.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/items/{item}")
def read(item): ...
@app.get("/ready")
def ready(): ...
`,
  );
  accepts(
    'routes with parameters, routers, variables and checks of their own',
    `
--- compose.yaml
services:
  a:
    build: .
    healthcheck:
      test: curl -f http://localhost:8000/items/1
  b:
    build: .
    command: streamlit run x.py --server.port 8600
    healthcheck:
      disable: true
  c:
    build: .
    command: uvicorn api:app --port $PORT
    healthcheck:
      test: curl -f http://localhost:1234/ready
  d:
    build: .
    command: uvicorn routed:app
    healthcheck:
      test: curl -f http://localhost:8000/deep
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY api.py routed.py ./
HEALTHCHECK CMD curl http://localhost:8000/ready
CMD ["uvicorn", "api:app"]
--- api.py
from fastapi import FastAPI
app = FastAPI()
@app.get("/items/{item}")
def read(item): ...
@app.get("/ready")
def ready(): ...
--- routed.py
from fastapi import FastAPI
from other import router
app = FastAPI()
app.include_router(router)
@app.get("/ready")
def ready(): ...
`,
  );
});
