import type { Credentials, SecretStore } from '../../ports/secret-store.ts';

/**
 * Credentials from the variables that MLflow's own client reads. They belong to the server that
 * `MLFLOW_TRACKING_URI` names, if it names one, and are offered to no other.
 */
export function createEnvironmentSecrets(
  env: Readonly<Record<string, string | undefined>>,
): Pick<SecretStore, 'find'> {
  const credentials = findCredentials(env);
  const owner = URL.parse(env['MLFLOW_TRACKING_URI'] ?? '');
  return {
    find(origin) {
      const isOwner = owner === null || owner.origin === 'null' || owner.origin === origin;
      return Promise.resolve(isOwner ? credentials : undefined);
    },
  };
}

function findCredentials(
  env: Readonly<Record<string, string | undefined>>,
): Credentials | undefined {
  const username = env['MLFLOW_TRACKING_USERNAME'] ?? '';
  const token = env['MLFLOW_TRACKING_TOKEN'] ?? '';
  if (username !== '') {
    return { kind: 'basic', username, password: env['MLFLOW_TRACKING_PASSWORD'] ?? '' };
  }
  return token === '' ? undefined : { kind: 'bearer', token };
}
