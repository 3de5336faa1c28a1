import { noRepeatedProgram } from '../../../src/core/rules/project/no-repeated-program.ts';
import { describeRule } from '../../support/describe-rule.ts';

const image = (entrypoint: string, command: string): string => `
--- compose.yaml
services:
  a:
    build: .
    command: ${command}
--- Dockerfile
FROM python:3.12-slim
ENTRYPOINT ${entrypoint}
`;

describeRule(noRepeatedProgram, ({ flags, accepts }) => {
  flags(
    'a command of a service behind the entrypoint of its image',
    image('["python"]', 'python fit.py').replace('fit.py\n', 'fit.py\n             ^^^^^^ twice\n'),
  );
  flags(
    'a path of the program',
    image('["/usr/local/bin/mlflow"]', '["mlflow", "ui"]').replace(
      '"ui"]\n',
      '"ui"]\n              ^^^^^^^^ twice\n',
    ),
  );
  accepts('arguments', image('["python"]', 'fit.py'));
  accepts('another program behind a wrapper', image('["uv", "run"]', 'python fit.py'));
  accepts('a script that starts its arguments', image('["/entry.sh", "python"]', 'python fit.py'));
  accepts('a program below another', image('["python", "-m", "tides"]', 'python fit.py'));
  accepts('a shell', image('["sh", "-c", "python fit.py"]', 'python fit.py'));
  accepts('a name alone', image('["celery"]', 'celery'));
});
