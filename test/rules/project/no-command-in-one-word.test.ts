import { noCommandInOneWord } from '../../../src/core/rules/project/no-command-in-one-word.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noCommandInOneWord, ({ flags, accepts, fixes }) => {
  flags(
    'entrypoints, health checks and commands',
    `
--- compose.yaml
services:
  a:
    image: python:3.12-slim
    command: ["python train.py"]
              ^^^^^^^^^^^^^^^^^ joined
    healthcheck:
      test: ["CMD", "curl -f http://localhost:80"]
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ joined
  b:
    build: .
    entrypoint:
      - "uvicorn main:app"
        ^^^^^^^^^^^^^^^^^^ joined
--- Dockerfile
FROM python:3.12-slim
ENTRYPOINT ["python -m train", "--fast"]
            ^^^^^^^^^^^^^^^^^ joined
`,
  );
  accepts(
    'what a shell or an entrypoint divides',
    `
--- compose.yaml
services:
  a:
    image: example/worker:1.0
    command: ["python train.py"]
  b:
    image: python:3.12-slim
    command: ["bash", "-c", "python train.py && python test.py"]
    healthcheck:
      test: ["CMD-SHELL", "curl -f http://localhost:80"]
--- Dockerfile
FROM python:3.12-slim
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["python train.py"]
`,
  );
  fixes(
    'by an item for each word',
    `
--- compose.yaml
services:
  a:
    image: x:1.0
    entrypoint: ["python -u train.py"]
`,
    `
--- compose.yaml
services:
  a:
    image: x:1.0
    entrypoint: ["python", "-u", "train.py"]
`,
  );
});
