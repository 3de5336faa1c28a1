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
const keyVariables: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];

/** What a client certainly lacks to reach the bucket that its server hands out. */
export interface MissingAccess {
  readonly endpoint: boolean;
  readonly keys: boolean;
}

/** Undefined where artifacts are not in an S3 bucket that clients write to, and where nothing is missing. */
export function findMissingAccess(
  { peer, server }: TrackingClient,
  fileSet: FileSet,
): MissingAccess | undefined {
  const { clientRoot, service } = server;
  if (clientRoot?.kind !== 'bucket' || clientRoot.scheme !== 's3') return undefined;
  const hasEndpoint = endpointVariables.some((name) => hasValue(service, name));
  const isNeeded = hasEndpoint || findObjectStore(fileSet) !== undefined;
  const endpoint = isNeeded && !mayHaveVariable(peer, endpointVariables);
  const keys = hasValue(service, 'AWS_ACCESS_KEY_ID') && !mayHaveKeys(peer);
  return endpoint || keys ? { endpoint, keys } : undefined;
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

function mayHaveKeys(peer: MlflowPeer): boolean {
  const { mounts, value } = peer.service;
  if (mayHaveVariable(peer, keyVariables) || value.entries.has('secrets')) return true;
  return mounts.some(({ target }) => /(?:^|\/)\.aws(?:\/|$)/.test(target));
}
