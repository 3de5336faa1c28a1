import { requireOwnedVolume } from '../../../src/core/rules/project/require-owned-volume.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireOwnedVolume, ({ flags, accepts }) => {
  flags(
    'folders that Docker makes for root',
    `
--- compose.yaml
services:
  a:
    build: .
    volumes:
      - data:/data
             ^^^^^ unowned
      - logs:/srv/logs
volumes: { data: , logs: }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
RUN useradd a && install -d -o a /srv/logs
USER a
`,
  );
  accepts(
    'root, read-only mounts, binds and unknown bases',
    `
--- compose.yaml
services:
  a:
    build: .
    user: root
    volumes: ["data:/data"]
  b:
    build: .
    volumes: ["data:/data:ro", "./data:/other"]
  c:
    build: ./c
    volumes: ["data:/data"]
volumes: { data: }
--- Dockerfile
FROM python:3.12-slim
USER a
--- c/Dockerfile
FROM somebody/else:1.0
USER a
`,
  );
  flags(
    'a folder that root made and kept',
    `
--- compose.yaml
services:
  a:
    build: .
    volumes:
      - out:/srv/out
            ^^^^^^^^ root
volumes:
  out:
--- Dockerfile
FROM python:3.12-slim
RUN useradd --create-home app && mkdir -p /srv/out
USER app
`,
  );
  accepts(
    'a folder that is given away or that its user made',
    `
--- compose.yaml
services:
  a:
    build: .
    volumes: ["out:/srv/out"]
  b:
    build: { context: ., dockerfile: b.Dockerfile }
    volumes: ["out:/home/app/out"]
volumes:
  out:
--- Dockerfile
FROM python:3.12-slim
RUN useradd --create-home app && mkdir -p /srv/out
RUN chown -R app /srv
USER app
--- b.Dockerfile
FROM python:3.12-slim
RUN useradd --create-home app
USER app
RUN mkdir -p /home/app/out
`,
  );
});
