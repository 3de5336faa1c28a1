import { requireCommandFile } from '../../../src/core/rules/project/require-command-file.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireCommandFile, ({ flags, accepts }) => {
  flags(
    'scripts that neither the image nor a mount has',
    `
--- compose.yaml
services:
  a:
    build: .
    command: ["python", "-u", "jobs/trian.py"]
                              ^^^^^^^^^^^^^^^ near
  b:
    image: python:3.12-slim
    working_dir: /work
    volumes: [".:/work"]
    command: sh -c "cd jobs && python later.py"
                                      ^^^^^^^^ missing
--- Dockerfile
FROM python:3.12-slim AS build
COPY jobs /src/jobs
FROM python:3.12-slim
WORKDIR /srv
RUN apt-get update && mkdir -p data && pip install pandas
COPY --from=build /src .
ENTRYPOINT ["tini", "--"]
CMD ["python", "train.py"]
               ^^^^^^^^^^ near
--- jobs/train.py

`,
  );
  flags(
    'a script that the ignore file keeps out',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["bash", "scripts/start.sh"]
             ^^^^^^^^^^^^^^^^^^ ignored
--- .dockerignore
scripts
--- scripts/start.sh

`,
  );
  accepts(
    'scripts that are there, and those that something unknown may have made',
    `
--- compose.yaml
services:
  a:
    build: .
    command: python jobs/train.py
  b:
    build: .
    command: python other.py
    volumes: ["code:/srv"]
  c:
    image: somebody/else:1.0
    command: python x.py
  d:
    build: .
    command: sh -c "git clone https://example.org/x . && python x.py"
  e:
    build: .
    command: python $SCRIPT
volumes:
  code:
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
RUN echo "print(1)" > made.py
CMD ["python", "made.py"]
--- other/Dockerfile
FROM somebody/else:1.0
COPY ../jobs/train.py .
CMD ["python", "train2.py"]
--- jobs/train.py

`,
  );

  flags(
    'a file of just that path that no instruction copies',
    `
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY other.py .
CMD ["python", "score.py"]
               ^^^^^^^^^^ missing
--- score.py

--- other.py

`,
  );
});
