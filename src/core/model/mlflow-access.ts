import { findVariable } from './mlflow-server.ts';
import type { TrackingClient } from './mlflow-clients.ts';
import { mayHaveVariable, type MlflowPeer } from './mlflow-peer.ts';
import type { FileSet, Service } from './project.ts';

/** Any of them tells boto3 where the object store is. */
export const endpointVariables: readonly string[] = [
  'MLFLOW_S3_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_S3',
  'AWS_ENDPOINT_URL',
];
const s3Keys: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];

/** Any of them lets a program into the object store of a scheme. */
const keyVariables: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3', s3Keys],
  ['gs', ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT']],
  [
    'wasbs',
    [
      'AZURE_STORAGE_CONNECTION_STRING',
      'AZURE_STORAGE_ACCESS_KEY',
      'AZURE_CLIENT_ID',
      'AZURE_TENANT_ID',
    ],
  ],
]);

/** What a client certainly lacks to reach the bucket that its server hands out. */
export interface MissingAccess {
  readonly endpoint: boolean;
  /** The variable by which the server gets in. */
  readonly key: string | undefined;
}

/** Undefined where artifacts are not in a bucket that clients write to, and where nothing is missing. */
export function findMissingAccess(
  { peer, server }: TrackingClient,
  fileSet: FileSet,
): MissingAccess | undefined {
  const { clientRoot, service } = server;
  if (clientRoot?.kind !== 'bucket') return undefined;
  const keys = keyVariables.get(clientRoot.scheme) ?? [];
  const given = keys.find((name) => hasValue(service, name));
  const key = given === undefined || mayHaveKeys(peer, keys) ? undefined : given;
  const endpoint = clientRoot.scheme === 's3' && lacksEndpoint(peer, service, fileSet);
  return endpoint || key !== undefined ? { endpoint, key } : undefined;
}

function lacksEndpoint(peer: MlflowPeer, server: Service, fileSet: FileSet): boolean {
  const hasEndpoint = endpointVariables.some((name) => hasValue(server, name));
  const isNeeded = hasEndpoint || findObjectStore(fileSet) !== undefined;
  return isNeeded && !mayHaveVariable(peer, endpointVariables);
}

/** A service that speaks the protocol of S3. */
export function findObjectStore({ services }: FileSet): Service | undefined {
  return services.find(({ image }) => objectStore.test(image?.repository ?? ''));
}

const objectStore = /(?:^|\/)(?:minio\/minio|minio|rustfs|localstack|seaweedfs|garage|ceph\/demo)$/;

/** An empty value is none. */
function hasValue(service: Service, name: string): boolean {
  const value = findVariable(service, name);
  return value !== undefined && value.text !== '';
}

function mayHaveKeys(peer: MlflowPeer, keys: readonly string[]): boolean {
  const { mounts, value } = peer.service;
  if (mayHaveVariable(peer, keys) || value.entries.has('secrets')) return true;
  return mounts.some(({ target }) => /(?:^|\/)\.(?:aws|azure|config\/gcloud)(?:\/|$)/.test(target));
}
