import { noIgnoredCommand } from '../../../src/core/rules/dockerfile/no-ignored-command.ts';
import { requireExec } from '../../../src/core/rules/project/require-exec.ts';
import { describeRule } from '../../support/describe-rule.ts';

const script = (text: string, mark = ''): string => `
--- compose.yaml
services:
  fit:
    build: .
    command: ["python", "fit.py"]
${mark}--- Dockerfile
FROM python:3.12-slim
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]
--- start.sh
#!/bin/sh
${text}
`;

describeRule(noIgnoredCommand, ({ flags, accepts }) => {
  flags(
    'a script without its arguments',
    script('exec python serve.py', '             ^^^^^^^^^^^^^^^^^^^^ script\n'),
  );
  accepts('a script that hands them on', script('exec "$@"'));
  accepts('a script that looks at the first', script('[ "$1" = serve ] && exec python serve.py'));
  accepts('a script that counts them', script('echo $#'));
  accepts('a script without a command', script('# nothing yet'));
  accepts('a script that reads another', script('. /etc/start.sh'));
  accepts(
    'a script that is the command',
    script('exec python serve.py').replace('ENTRYPOINT', 'CMD'),
  );
  accepts(
    'a script of another language',
    script('').replace('#!/bin/sh', '#!/usr/bin/env python\nimport sys'),
  );
});

const start = (text: string): string => `
--- Dockerfile
FROM tides:1.4
COPY start.sh /start.sh
CMD ["bash", "/start.sh"]
--- start.sh
#!/bin/bash
${text}
`;

describeRule(requireExec, ({ flags, accepts }) => {
  flags('uvicorn', start('alembic upgrade head\nuvicorn tides:app\n^^^^^^^ shell'));
  flags('a module', start('python -m uvicorn tides:app\n^^^^^^ shell'));
  flags(
    'a server over several lines',
    start('mlflow server \\\n^^^^^^ shell\n  --host 0.0.0.0').replace(
      'server \\\n^^^^^^ shell\n  --host 0.0.0.0',
      'server --host 0.0.0.0\n^^^^^^ shell',
    ),
  );
  accepts('exec', start('exec uvicorn tides:app'));
  accepts('a trap', start("trap 'kill $!' TERM\nuvicorn tides:app"));
  accepts('a job', start('python fit.py'));
  accepts('a server that is not the last', start('uvicorn tides:app &\nwait'));
  accepts('another command of MLflow', start('mlflow db upgrade sqlite:///x'));
  accepts('a server in a condition', start('if [ -n "$X" ]; then uvicorn tides:app; fi'));
  accepts('a pipe', start('uvicorn tides:app | tee log'));
});
