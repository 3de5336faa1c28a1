import { noVersionSkew } from '../../../src/core/rules/mlflow/no-version-skew.ts';
import { requireCreatedBucket } from '../../../src/core/rules/mlflow/require-created-bucket.ts';
import { describeRule } from '../../support/describe-rule.ts';

const versions = (server: string, mark: string): string => `
--- compose.yaml
services:
  tracking:
    build:
      context: server
      args: { MLFLOW_VERSION: "${server}" }
    command: mlflow server --host 0.0.0.0 --backend-store-uri sqlite:////state/runs.db
  fit:
    build: fit
    environment: { MLFLOW_TRACKING_URI: "http://tracking:5000" }
--- server/Dockerfile
FROM python:3.12-slim
ARG MLFLOW_VERSION=3.4.0
RUN pip install mlflow==\${MLFLOW_VERSION}
--- fit/Dockerfile
FROM python:3.12-slim
RUN pip install mlflow==3.4.0
${mark}COPY fit.py .
CMD ["python", "fit.py"]
--- fit/fit.py
import mlflow
mlflow.log_param("tide", 1)
`;

describeRule(noVersionSkew, ({ flags, accepts }) => {
  flags(
    'a version that a service gives to the build of its server',
    versions('2.9.2', '                ^^^^^^^^^^^^^ newer\n'),
  );
  accepts('the version of the client', versions('3.4.0', ''));
  accepts('a version that nobody knows', versions('${SERVER_VERSION}', ''));
});

const bucket = (script: string, folder: string, mark = ''): string => `
--- compose.yaml
services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    entrypoint: sh
    command: -c "mkdir -p ${folder} && minio server /data"
${mark}  tracking:
    build: .
    environment: { MLFLOW_S3_ENDPOINT_URL: "http://store:9000" }
--- Dockerfile
FROM python:3.12-slim
RUN pip install mlflow==2.22.0 boto3
COPY start.sh /start.sh
ENTRYPOINT ["sh", "/start.sh"]
--- start.sh
${script}
`;
const server =
  'exec mlflow server --host 0.0.0.0 --backend-store-uri "$STORE" --default-artifact-root "$ROOT"';

describeRule(requireCreatedBucket, ({ flags, accepts }) => {
  flags(
    'a folder of the store beside a root that the script names',
    bucket(
      `STORE=sqlite:////state/runs.db\nexport ROOT=s3://tides/runs\n${server}`,
      '/data/tide',
      '                          ^^^^^^^^^^ other\n',
    ),
  );
  accepts('the folder of that name', bucket(`ROOT=s3://tides\n${server}`, '/data/tides'));
  accepts(
    'a root that a condition decides',
    bucket(`ROOT=s3://tides\nif [ -n "$X" ]; then ROOT=s3://x; fi\n${server}`, '/data/tide'),
  );
  accepts('a root with a default', bucket(`ROOT=\${ROOT:-s3://tides}\n${server}`, '/data/tide'));
});
