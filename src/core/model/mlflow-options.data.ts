/** An option of `mlflow server` and `mlflow ui`. */
export interface MlflowOption {
  /** False for a switch. */
  readonly takesValue: boolean;
  /** The first version that has it, where that is not the beginning. */
  readonly since?: string;
}

const valued = { takesValue: true };
const flag = { takesValue: false };
const valuedSince = (since: string): MlflowOption => ({ takesValue: true, since });
const flagSince = (since: string): MlflowOption => ({ takesValue: false, since });

export const serverOptions: ReadonlyMap<string, MlflowOption> = new Map<string, MlflowOption>([
  ['--backend-store-uri', valued],
  ['--registry-store-uri', valued],
  ['--default-artifact-root', valued],
  ['--artifacts-destination', valuedSince('1.22')],
  ['--serve-artifacts', flagSince('1.22')],
  ['--no-serve-artifacts', flagSince('2.0')],
  ['--artifacts-only', flagSince('1.22')],
  ['--host', valued],
  ['-h', valued],
  ['--port', valued],
  ['-p', valued],
  ['--workers', valued],
  ['-w', valued],
  ['--static-prefix', valued],
  ['--gunicorn-opts', valued],
  ['--waitress-opts', valued],
  ['--uvicorn-opts', valuedSince('3.3')],
  ['--expose-prometheus', valued],
  ['--app-name', valuedSince('2.3')],
  ['--dev', flag],
  ['--env-file', valued],
  ['--allowed-hosts', valuedSince('3.5')],
  ['--cors-allowed-origins', valuedSince('3.5')],
  ['--x-frame-options', valuedSince('3.5')],
  ['--disable-security-middleware', flagSince('3.5')],
  ['--enable-workspaces', flagSince('3.10')],
  ['--workspace-store-uri', valuedSince('3.10')],
  ['--disable-workspaces', flagSince('3.10')],
  ['--read-replica-backend-store-uri', valued],
  ['--trace-archival-config', valued],
  ['--secrets-cache-ttl', valued],
  ['--secrets-cache-max-size', valued],
  ['--help', flag],
]);
