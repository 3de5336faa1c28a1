import { noEndlessJob } from '../../../src/core/rules/compose/no-endless-job.ts';
import { describeRule } from '../../support/describe-rule.ts';

const waiting = (target: string): string => `
services:
  api:
    image: api:1
    depends_on:
      job: { condition: service_completed_successfully }
      ^^^ server
  job:
${target}
`;
const calm = (target: string): string => waiting(target).replace('      ^^^ server\n', '');

describeRule(noEndlessJob, ({ flags, accepts }) => {
  flags('an image of a server', waiting('    image: postgres:16.4'));
  flags('a command of a server', waiting('    image: x:1\n    command: uvicorn app:app'));
  flags('an MLflow server', waiting('    image: x:1\n    command: mlflow server --host 0.0.0.0'));
  flags(
    'what a shell comes to at last',
    waiting('    image: x:1\n    command: sh -c "alembic upgrade head && exec gunicorn app:app"'),
  );
  accepts(
    'a client in the image of a server',
    calm('    image: postgres:16.4\n    command: psql -c x'),
  );
  accepts('an image of its own', calm('    image: seed:1'));
  accepts(
    'other commands of MLflow',
    calm('    image: x:1\n    command: mlflow db upgrade sqlite:///x'),
  );
  accepts('a question for the version', calm('    image: x:1\n    command: uvicorn --version'));
  accepts(
    'a server that ends with the job',
    calm('    image: x:1\n    command: sh -c "mlflow server & python fit.py"'),
  );
  accepts(
    'a wait for its health',
    'services: { a: { image: "a:1", depends_on: { b: { condition: service_healthy } } }, b: { image: "redis:7" } }',
  );
});
