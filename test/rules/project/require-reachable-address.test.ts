import { requireReachableAddress } from '../../../src/core/rules/project/require-reachable-address.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireReachableAddress, ({ flags, accepts }) => {
  flags(
    'lists, hosts with a port beside them, brokers, scrape targets, proxies and code',
    `
--- compose.yaml
services:
  db:
    image: postgres:16.4
    ports: ["5433:5432"]
  queue:
    image: redis:7.4
    ports: ["16379:6379"]
  scorer:
    build: ./scorer
    ports: ["8001:8000"]
  jobs:
    image: python:3.12-slim
    command: python /srv/jobs.py
    volumes: ["./jobs.py:/srv/jobs.py"]
    environment:
      - QUEUE_URL=redis://queue:16379/0
                                ^^^^^ published
      - DB_HOST=db
      - DB_PORT=5433
                ^^^^ published
      - SCORER_ADDR=scorer:9000
                           ^^^^ silent
  metrics:
    image: prom/prometheus:v3.0.1
    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
  edge:
    image: nginx:1.27
    volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]
--- scorer/Dockerfile
FROM python:3.12-slim
CMD ["uvicorn", "scorer:app", "--host", "0.0.0.0", "--port", "8000"]
--- jobs.py
import requests

requests.post("http://scorer:8001/score", json={})
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ published
--- prometheus.yml
scrape_configs:
  - job_name: a
    static_configs:
      - targets: ["scorer:8001"]
                   ^^^^^^ published
--- site.conf
server {
  location / { proxy_pass http://scorer:8001/; }
                                 ^^^^^^ published
}
`,
  );
  flags(
    'networks apart, also of a variable that comes by an anchor, and names in a page',
    `
--- compose.yaml
x-env: &env
  QUEUE_URL: redis://queue:6379/0
services:
  queue:
    image: redis:7.4
    networks: [back]
  api:
    image: api:1.0
    networks: [back, front]
    environment: *env
  worker:
  ^^^^^^ network
    image: api:1.0
    networks: [front]
    environment: *env
  page:
    image: page:1.0
    networks: [front]
    environment:
      REACT_APP_API: http://api:8000
                            ^^^ browser
      QUEUE: redis://queue:6379
                     ^^^^^ network
networks: { back: , front: }
`,
  );
  accepts(
    'ports of containers, ranges, aliases, networks of others, and hosts that are no services',
    `
services:
  db:
    image: postgres:16.4
    ports: ["5433:5432"]
    networks: { a: { aliases: [store] } }
  web:
    build: .
    ports: ["9000:8000"]
    network_mode: host
  outer:
    image: x:1.0
    networks: [shared]
  api:
    image: api:1.0
    ports: ["8000-8010:8000-8010"]
    networks: [a, other]
    environment:
      A: postgresql://store:5432/x
      B: http://api.example.org:9000
      C: http://web:9000
      D: http://outer:80
      DB_HOST: db
      VITE_API: http://localhost:8000
networks: { a: , shared: { external: true }, other: { external: true } }
`,
  );
});
