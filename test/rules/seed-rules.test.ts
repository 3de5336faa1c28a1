import { noRestartingJob } from '../../src/core/rules/compose/no-restarting-job.ts';
import { noPublishedDatabase } from '../../src/core/rules/compose/no-published-database.ts';
import { requireFinishedJob } from '../../src/core/rules/compose/require-finished-job.ts';
import { noFlattenedFolder } from '../../src/core/rules/dockerfile/no-flattened-folder.ts';
import { noIgnoredCommand } from '../../src/core/rules/dockerfile/no-ignored-command.ts';
import { noWorldWritable } from '../../src/core/rules/dockerfile/no-world-writable.ts';
import { preferLateSourceCopy } from '../../src/core/rules/dockerfile/prefer-late-source-copy.ts';
import { noHiddenEnvironment } from '../../src/core/rules/project/no-hidden-environment.ts';
import { noDebugServer } from '../../src/core/rules/python/no-debug-server.ts';
import { requireEnvironmentPath } from '../../src/core/rules/python/require-environment-path.ts';
import { noOpenNotebook } from '../../src/core/rules/secrets/no-open-notebook.ts';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/core/rulekit/define-rule.ts';
import { lintFiles, type Files } from '../support/lint-files.ts';

const slim = 'FROM python:3.12-slim\nWORKDIR /srv\n';
const venv = 'RUN python -m venv /srv/.venv\nRUN /srv/.venv/bin/pip install pandas==2.2.3\n';
const source = 'print("ready")\n';

function compose(lines: string): string {
  return `services:\n  job:\n    build: .\n${lines}`;
}

/** Each rule beside the nearest thing that it must leave alone. */
const accepted: readonly (readonly [title: string, rule: Rule, files: Files])[] = [
  [
    'a training that listens to a queue for ever',
    noRestartingJob,
    {
      Dockerfile: `${slim}COPY train.py .\nCMD ["python", "train.py"]\n`,
      'compose.yaml': compose('    restart: always\n'),
      'train.py': 'import pika\n\npika.BlockingConnection().channel().start_consuming()\n',
    },
  ],
  [
    'a job that tries again after a failure',
    noRestartingJob,
    {
      'compose.yaml':
        'services:\n  a:\n    image: x:1\n    command: alembic upgrade head\n    restart: on-failure\n',
    },
  ],
  [
    'a database that only programs of the host use',
    noPublishedDatabase,
    { 'compose.yaml': 'services:\n  db:\n    image: postgres:17.2\n    ports: ["5432:5432"]\n' },
  ],
  [
    'a host whose name only begins like the database',
    noPublishedDatabase,
    {
      'compose.yaml':
        'services:\n  db:\n    image: postgres:17.2\n    ports: ["5432:5432"]\n  a:\n    image: x:1\n    environment:\n      URL: postgresql://db-replica.example.org/a\n',
    },
  ],
  [
    'a trainer that serves its progress',
    requireFinishedJob,
    {
      'compose.yaml':
        'services:\n  train:\n    image: x:1\n    restart: "no"\n    ports: ["6006:6006"]\n  a:\n    image: x:1\n    depends_on: [train]\n',
    },
  ],
  [
    'a wildcard whose only folders stay outside of the context',
    noFlattenedFolder,
    { Dockerfile: `${slim}COPY ./* ./\n`, '.dockerignore': 'data\n', 'data/a.csv': '', 'a.py': '' },
  ],
  [
    'a shell that hands its arguments on',
    noIgnoredCommand,
    { Dockerfile: `${slim}ENTRYPOINT ["sh", "-c", "exec fit \\"$@\\"", "--"]\nCMD ["--fast"]\n` },
  ],
  [
    'a shell that CMD gives its text',
    noIgnoredCommand,
    { Dockerfile: `${slim}ENTRYPOINT ["sh", "-c"]\nCMD ["fit --fast"]\n` },
  ],
  [
    'a folder with the sticky bit, and rights to read',
    noWorldWritable,
    {
      Dockerfile: `${slim}RUN mkdir a && chmod 1777 a && chmod -R a+rX a && chmod 755 a && chmod g+w a\n`,
    },
  ],
  [
    'an installation with a cache mount',
    preferLateSourceCopy,
    {
      Dockerfile: `${slim}COPY . .\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt\n`,
      'requirements.txt': 'pandas==2.2.3\n',
    },
  ],
  [
    'requirements that install the project itself',
    preferLateSourceCopy,
    {
      Dockerfile: `${slim}COPY . .\nRUN pip install -r requirements.txt\n`,
      'requirements.txt': 'pandas==2.2.3\n-e .\n',
    },
  ],
  [
    'uv run, which makes the environment anew',
    noHiddenEnvironment,
    {
      Dockerfile: `${slim}${venv}CMD ["uv", "run", "a.py"]\n`,
      'compose.yaml': compose('    volumes: [".:/srv"]\n'),
      'a.py': source,
    },
  ],
  [
    'a mount beside the environment',
    noHiddenEnvironment,
    {
      Dockerfile: `${slim}${venv}CMD ["/srv/.venv/bin/python", "a.py"]\n`,
      'compose.yaml': compose('    volumes: ["./data:/srv/data"]\n'),
      'data/a.csv': '',
      'a.py': source,
    },
  ],
  [
    'debug mode in a file for development',
    noDebugServer,
    {
      'compose.dev.yaml':
        'services:\n  a:\n    image: x:1\n    command: flask --app a run --host 0.0.0.0 --debug\n',
    },
  ],
  [
    'debug mode that a variable decides',
    noDebugServer,
    {
      Dockerfile: `${slim}COPY a.py .\nCMD ["python", "a.py"]\n`,
      'a.py':
        'import os\nfrom flask import Flask\n\napp = Flask(__name__)\napp.run(host="0.0.0.0", debug=os.getenv("DEBUG") == "1")\n',
    },
  ],
  [
    'an activation before the process',
    requireEnvironmentPath,
    {
      Dockerfile: `${slim}${venv}CMD ["sh", "-c", ". /srv/.venv/bin/activate && exec python a.py"]\n`,
    },
  ],
  [
    'packages in two places',
    requireEnvironmentPath,
    { Dockerfile: `${slim}${venv}RUN pip install rich==13.9.4\nCMD ["python", "a.py"]\n` },
  ],
  [
    'a token that a variable holds',
    noOpenNotebook,
    {
      'compose.yaml':
        'services:\n  a:\n    image: x:1\n    command: jupyter lab --ServerApp.token=${TOKEN:-secret}\n    ports: ["8888:8888"]\n',
    },
  ],
];

describe('rules about the points of the founding documents', () => {
  it.each(accepted)('accept %s', (_, rule, files) => {
    expect(lintFiles(files, [rule])).toEqual([]);
  });
});
