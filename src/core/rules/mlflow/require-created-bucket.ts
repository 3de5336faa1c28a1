import { findObjectStore } from '../../model/mlflow-access.ts';
import { findCreatedBuckets } from '../../model/mlflow-buckets.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireCreatedBucket = defineRule({
  id: 'mlflow/require-created-bucket',
  summary: 'Require the bucket of artifacts to be one that the stack creates',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    other:
      'This creates "{created}", and MLflow keeps artifacts in "{bucket}", which nothing creates.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const { servers, peers } = project.mlflow.findStack(fileSet);
      if (servers.length === 0 || findObjectStore(fileSet) === undefined) return;
      const { names, isComplete } = findCreatedBuckets(peers);
      // Without any a bucket is made by hand.
      const [last] = [...names].slice(-1);
      if (!isComplete || last === undefined) return;
      for (const { artifactRoot, artifactsDestination, clientRoot, destination } of servers) {
        for (const [uri, store] of [
          [artifactRoot, clientRoot],
          [artifactsDestination, destination],
        ] as const) {
          if (uri === undefined || store?.kind !== 'bucket' || store.scheme !== 's3') continue;
          if (store.bucket === '' || names.has(store.bucket)) continue;
          const [created, at] = last;
          const related = [{ at: uri.at, message: 'MLflow uses this bucket.' }];
          report.other(at, { bucket: store.bucket, created }, { related });
        }
      }
    },
  },
});

const stack = (bucket: string): string => `services:
  store:
    image: minio/minio:RELEASE.2025-04-22T22-12-26Z
    command: server /data
    volumes:
      - store:/data
  make-bucket:
    image: minio/mc:RELEASE.2025-04-16T18-13-26Z
    command: ["mb", "--ignore-existing", "store/runs"]
    environment:
      MC_HOST_store: http://\${KEY:?}:\${SECRET:?}@store:9000
  tracking:
    image: registry.example.org/mlflow-s3:2.22.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination s3://${bucket}
    environment:
      MLFLOW_S3_ENDPOINT_URL: http://store:9000
    volumes:
      - state:/state
volumes:
  store:
  state:
`;

export const requireCreatedBucketPage = definePage({
  rationale:
    'The server starts without its bucket. The first upload fails with NoSuchBucket, long after the job that was to create it ended well with another name.',
  exceptions: 'Buckets that somebody made by hand, or that an earlier version of the job made.',
  references: ['https://min.io/docs/minio/linux/reference/minio-mc/mc-mb.html'],
  bad: [{ title: 'Two names', files: { 'compose.yaml': stack('artifacts') } }],
  good: [{ title: 'One name', files: { 'compose.yaml': stack('runs') } }],
});
