import type { Symptom } from './symptom.ts';

/** What object stores answer. */
export const storageSymptoms: readonly Symptom[] = [
  {
    id: 's3-no-credentials',
    patterns: [/NoCredentialsError/, /Unable to locate credentials/],
    cause: 'there are no credentials for the object store',
    fix: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for this service; clients of an MLflow server that passes artifacts on need none.',
    rules: ['compose/no-unset-variable', 'compose/no-file-as-variable'],
  },
  {
    id: 's3-wrong-key',
    patterns: [/InvalidAccessKeyId/, /SignatureDoesNotMatch/],
    cause: 'the object store does not know these credentials',
    fix: 'Compare AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY with the ones of the store, and set MLFLOW_S3_ENDPOINT_URL or AWS_ENDPOINT_URL where the store is not Amazon.',
    rules: ['compose/no-quoted-list-value'],
    isBetweenServices: true,
  },
  {
    id: 's3-unreachable',
    patterns: [/Could not connect to the endpoint URL: "(?<url>[^"]*)"/, /EndpointConnectionError/],
    cause: 'the object store {url|} could not be reached',
    fix: 'Name the service that runs it, such as http://minio:9000, and let this service wait until it is healthy.',
    rules: ['compose/require-ready-dependency', 'project/no-loopback-server'],
    isBetweenServices: true,
  },
  {
    id: 's3-no-bucket',
    patterns: [/NoSuchBucket/],
    cause: 'the object store has no such bucket',
    fix: 'Make the bucket before the first run, for example by a service that ends when it is made.',
    rules: ['compose/require-ready-dependency'],
    isBetweenServices: true,
  },
];
