import { noLoopbackUrl } from '../../../src/core/rules/project/no-loopback-url.ts';
import { requireKnownHost } from '../../../src/core/rules/project/require-known-host.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireKnownHost, ({ flags, accepts }) => {
  flags(
    'hosts in environments, scrape targets and proxies',
    `
--- compose.yaml
services:
  feature-store:
    image: redis:7.4
  metrics:
    image: prom/prometheus:v3.0.1
    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
  edge:
    image: nginx:1.27
    volumes: ["./site.conf:/etc/nginx/conf.d/default.conf"]
    environment:
      STORE: redis://feature_store:6379
                     ^^^^^^^^^^^^^ near
--- prometheus.yml
scrape_configs:
  - job_name: a
    static_configs:
      - targets: ["scorer:80", "feature-store:6379", "host.docker.internal:80"]
                   ^^^^^^ unknown
--- site.conf
upstream pool { server edge:80; }
server {
  location / { proxy_pass http://pool/; }
  location /a { proxy_pass http://scorer:80/; }
                                  ^^^^^^ unknown
}
`,
  );
  accepts(
    'names of networks, links, hosts and files beside this one',
    `
--- compose.yaml
services:
  a:
    image: x:1.0
    networks: { default: { aliases: [store] } }
    extra_hosts: ["lab:10.0.0.1"]
    environment:
      A: redis://store:6379
      B: http://lab:80
      C: s3://bucket/path
      D: http://intranet/path
      E: http://\${HOST}:80
      F: http://worker:80
  b:
    image: x:1.0
--- compose.gpu.yaml
services:
  worker:
    image: x:1.0
--- other/compose.yaml
services:
  a:
    image: x:1.0
    environment: { A: "redis://elsewhere:6379" }
  b:
    image: x:1.0
networks:
  default:
    external: true
    name: shared
`,
  );
});

describeRule(noLoopbackUrl, ({ flags, accepts }) => {
  flags(
    'a port that another service has',
    `
--- compose.yaml
services:
  queue:
    image: rabbitmq:4.0
  score:
    build: ./score
    ports: ["8090:80"]
  train:
    image: train:1.0
    environment:
      QUEUE: amqp://user@localhost:5672/
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ loopback
      SCORE: http://127.0.0.1:8090/
             ^^^^^^^^^^^^^^^^^^^^^^ loopback
`,
  );
  accepts(
    'browsers, the service itself and shared networks',
    `
--- compose.yaml
services:
  queue:
    image: rabbitmq:4.0
    environment: { SELF: "amqp://localhost:5672" }
  frontend:
    image: x:1.0
    environment: { API: "http://localhost:5672" }
  a:
    image: x:1.0
    environment: { CORS_ORIGINS: "http://localhost:5672", NOBODY: "http://localhost:1234" }
  b:
    image: x:1.0
    network_mode: host
    environment: { QUEUE: "amqp://localhost:5672" }
`,
  );
});
