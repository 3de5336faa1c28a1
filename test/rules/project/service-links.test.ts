import { noLoopbackUrl } from '../../../src/core/rules/project/no-loopback-url.ts';
import { requireCodeVariable } from '../../../src/core/rules/project/require-code-variable.ts';
import { requireKnownHost } from '../../../src/core/rules/project/require-known-host.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireKnownHost, ({ flags, accepts }) => {
  flags(
    'hosts without a URL, lists of brokers, env files, code and data sources',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
  broker:
    image: apache/kafka:3.9.0
  cache:
    image: redis:7.4
  api:
    build: .
    env_file: api.env
    environment:
      - POSTGRES_HOST=postgres
                      ^^^^^^^^ other
      - KAFKA_BOOTSTRAP_SERVERS=kafka:9092
                                ^^^^^ other
      - QUEUE_HOST=casche
                   ^^^^^^ near
  prom:
    image: prom/prometheus:v3.0.1
  dashboards:
    image: grafana/grafana:11.4.0
    volumes:
      - ./grafana/provisioning:/etc/grafana/provisioning
--- api.env
CELERY_BROKER_URL=redis://redis:6379/0
                          ^^^^^ other
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY api.py .
CMD ["python", "api.py"]
--- api.py
import os
import redis
a = redis.Redis(host="redis")
                     ^^^^^^^ other
b = redis.Redis(host=os.getenv("OTHER_HOST", "cahce"))
                                             ^^^^^^^ near
--- grafana/provisioning/datasources/metrics.yml
datasources:
  - name: Prometheus
    url: http://prometheus:9090
                ^^^^^^^^^^ other
`,
  );
  flags(
    'upstreams of a proxy that is built, and of a folder that is mounted',
    `
--- compose.yaml
services:
  backend:
    image: backend:1.0
  proxy:
    build: ./nginx
  edge:
    image: nginx:1.27
    volumes: ["./conf:/etc/nginx/templates"]
--- nginx/Dockerfile
FROM nginx:1.27
COPY default.conf /etc/nginx/conf.d/default.conf
--- nginx/default.conf
upstream app {
  server api:8000;
         ^^^ unknown
}
server { listen 80; location / { proxy_pass http://app; } }
--- conf/default.conf.template
server { listen 80; location / { proxy_pass http://bakcend:8000; } }
                                                   ^^^^^^^ near
`,
  );
  accepts(
    'addresses to listen on, hosts of a company, and variables that are given',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
  api:
    image: python:3.12-slim
    command: python /srv/api.py
    volumes: ["./api.py:/srv/api.py"]
    environment:
      HOST: 0.0.0.0
      SMTP_HOST: mailer
      LDAP_SERVER: ldap.example.org
      CACHE_HOST: cache.internal
      VIRTUAL_HOST: tides
      DB_HOST: db
--- api.py
import os
import psycopg2
psycopg2.connect(host=os.getenv("DB_HOST", "postgres"))
`,
  );
});

describeRule(noLoopbackUrl, ({ flags, accepts }) => {
  flags(
    'variables of the image, words of a command, hosts, scrape targets and proxies',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
  queue:
    image: redis:7.4
  api:
    build: .
    ports: ["8000:8000"]
  worker:
    image: worker:1.0
    command: ["celery", "-A", "app", "worker", "--broker=redis://127.0.0.1:6379/0"]
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ loopback
    environment:
      REDIS_HOST: localhost
                  ^^^^^^^^^ loopback
      SCORER: http://0.0.0.0:8000/score
              ^^^^^^^^^^^^^^^^^^^^^^^^^ loopback
  ui:
    image: ui:1.0
    command: streamlit run app.py
    environment: { API_URL: "http://localhost:8000" }
                            ^^^^^^^^^^^^^^^^^^^^^^^ loopback
  metrics:
    image: prom/prometheus:v3.0.1
    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
  edge:
    image: nginx:1.27
    volumes: ["./site.conf:/etc/nginx/conf.d/site.conf"]
--- Dockerfile
FROM python:3.12-slim
ENV DATABASE_URL=postgresql://postgres:x@localhost:5432/postgres
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ loopback
CMD ["uvicorn", "api:app", "--host", "0.0.0.0", "--port", "8000"]
--- prometheus.yml
scrape_configs:
  - job_name: api
    static_configs:
      - targets: ["localhost:8000", "localhost:9090"]
                   ^^^^^^^^^ loopback
--- site.conf
server { listen 80; location / { proxy_pass http://localhost:8000; } }
                                                   ^^^^^^^^^ loopback
`,
  );
  flags(
    'literals and defaults in code, also in modules that the program imports',
    `
--- compose.yaml
services:
  docs:
    image: mongo:7.0
  scorer:
    image: scorer:1.0
    command: uvicorn scorer:app --host 0.0.0.0 --port 8000
  jobs:
    image: python:3.12-slim
    command: python /srv/jobs.py
    volumes: [".:/srv"]
--- jobs.py
import os
import requests
import store
API = os.environ.get("SCORER_URL", "http://localhost:8000")
                                   ^^^^^^^^^^^^^^^^^^^^^^^ default
requests.post(f"{API}/score", json={})
--- store.py
from pymongo import MongoClient
client = MongoClient("mongodb://localhost:27017")
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ loopback
`,
  );
  accepts(
    'the service itself, shared networks, other ports, and variables that are given',
    `
--- compose.yaml
services:
  docs:
    image: mongo:7.0
  inside:
    image: python:3.12-slim
    command: python /srv/jobs.py
    network_mode: service:docs
    volumes: [".:/srv"]
  jobs:
    image: python:3.12-slim
    command: python /srv/jobs.py
    volumes: [".:/srv"]
    environment:
      MONGO_URL: mongodb://docs:27017
      DEBUG_URL: http://localhost:9999
--- jobs.py
import os
from pymongo import MongoClient
client = MongoClient(os.getenv("MONGO_URL", "mongodb://localhost:27017"))
`,
  );
});

describeRule(requireCodeVariable, ({ flags, accepts }) => {
  flags(
    'code of an image, modules behind it, and lists of variables',
    `
--- compose.yaml
services:
  api:
    build: .
    environment:
      - DB_URI=postgresql://postgres@db/x
      - SEASON=1
  db:
    image: postgres:16.4
  flows:
    image: flows:1.0
    environment: { PREFECT_API_URL: "http://server:4200/api" }
  server:
    image: server:1.0
--- .env
MODEL_NAME=tides
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY app app
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
--- app/__init__.py
--- app/main.py
import os
from app.settings import url
from prefect.deployments import run_deployment
     ^^^^^^^^^^^^^^^^^^^ package
season = os.environ["SEASON"]
model = os.environ["MODEL_NAME"]
                    ^^^^^^^^^^ required
--- app/settings.py
from os import environ
url = environ["DB_URL"]
               ^^^^^^ near
`,
  );
  accepts(
    'env files that are not there, dotenv, defaults, and what the image or the command sets',
    `
--- compose.yaml
services:
  a:
    build: .
    env_file: .env
  b:
    image: python:3.12-slim
    command: sh -c "MODE=fast python /srv/b.py"
    volumes: [".:/srv"]
  c:
    image: python:3.12-slim
    command: python /srv/c.py
    volumes: [".:/srv"]
--- Dockerfile
FROM python:3.12-slim
COPY a.py /
CMD ["python", "/a.py"]
--- a.py
import os
print(os.environ["ANYTHING"])
--- b.py
import os
print(os.environ["MODE"], os.getenv("SEED"), os.environ["HOME"])
--- c.py
import os
from dotenv import load_dotenv
load_dotenv()
print(os.environ["KEY"])
`,
  );
});
