import { noIgnoredCopySource } from '../../../src/core/rules/project/no-ignored-copy-source.ts';
import { requireCopySource } from '../../../src/core/rules/project/require-copy-source.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireCopySource, ({ flags, accepts, fixes }) => {
  flags(
    'what the context of the compose file lacks',
    `
--- compose.yaml
services:
  a:
    build:
      context: ./app
--- app/Dockerfile
FROM x:1
COPY main.py shared.py /srv/
             ^^^^^^^^^ missing
COPY --chown=a:b ["util.py", "/srv/"]
                  ^^^^^^^^^ near
--- app/main.py

--- app/utils.py

--- shared.py

`,
  );
  flags(
    'values of variables, where they are given, once for each',
    `
--- compose.yaml
services:
  a:
    build:
      context: .
      dockerfile: a/Dockerfile
      args:
        PART: servce
              ^^^^^^ near
  b:
    build: { context: ., dockerfile: b/Dockerfile }
  c:
    build: { context: ., dockerfile: c/Dockerfile, args: { PART: service } }
--- a/Dockerfile
FROM x:1
ARG PART
COPY $PART/main.py /srv/
--- b/Dockerfile
FROM x:1
ARG PART=serv-ice
    ^^^^^^^^^^^^^ near
COPY \${PART}/main.py \${PART}/util.py /srv/
--- c/Dockerfile
FROM x:1
ARG PART=nothing
COPY $PART/main.py /srv/
--- service/main.py

--- service/util.py

`,
  );
  flags(
    'most of what a Dockerfile in the root copies',
    `
--- Dockerfile
FROM x:1
COPY main.py .git/HEAD ./
COPY dvc.yaml dvc.lock params.yaml ./
     ^^^^^^^^ missing
              ^^^^^^^^ missing
                       ^^^^^^^^^^^ missing
--- main.py

`,
  );
  accepts(
    'globs, stages, addresses, heredocs and unknown variables',
    `
--- Dockerfile
FROM x:1 AS a
ARG FILE
COPY --from=a /nowhere /b
ADD https://example.org/x /x
COPY $FILE other/*.lock dist/*.whl ./
COPY <<EOF /c
text
EOF
COPY main.py .
--- main.py

`,
  );
  accepts(
    'a Dockerfile in a folder of its own that is built from the root',
    `
--- docker/api/Dockerfile
FROM x:1
COPY src/ /srv/
--- src/main.py

`,
  );
  accepts(
    'defaults of arguments that lead to something',
    `
--- Dockerfile
FROM x:1
ARG DIR=src
COPY \${DIR}/main.py /srv/
--- src/main.py

`,
  );
  fixes(
    'a source in exec form',
    '--- Dockerfile\nFROM x:1\nCOPY ["man.py", "/"]\nCOPY util.py /\n--- util.py\n\n--- main.py\n',
    '--- Dockerfile\nFROM x:1\nCOPY ["main.py", "/"]\nCOPY util.py /\n--- util.py\n\n--- main.py\n',
  );
});

describeRule(noIgnoredCopySource, ({ flags, accepts }) => {
  flags(
    'a folder and a file, by the ignore file of the Dockerfile itself',
    `
--- Dockerfile
FROM x:1
COPY models/ /m/
     ^^^^^^^ ignored
COPY a.yaml .
--- Dockerfile.dockerignore
models
--- .dockerignore
*.yaml
--- models/x.bin

--- a.yaml

`,
  );
  accepts(
    'a folder of which something is let in again',
    `
--- Dockerfile
FROM x:1
COPY models/ /m/
--- .dockerignore
models/*
!models/small.bin
--- models/small.bin

`,
  );
  accepts(
    'what comes from another stage',
    `
--- Dockerfile
FROM x:1 AS a
COPY --from=a models /m
--- .dockerignore
models
`,
  );
});
