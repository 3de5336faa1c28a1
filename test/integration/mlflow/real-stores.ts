import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureMlflow, type MlflowVersion } from '../../../src/build/services/mlflow.ts';
import { runCommand } from '../../../src/build/services/run-command.ts';

const fillScript = fileURLToPath(new URL('fill-store.py', import.meta.url));
const askScript = fileURLToPath(new URL('ask-client.py', import.meta.url));

/** A folder with a store that a real MLflow wrote. */
export interface RealStore {
  readonly folder: string;
  /** The database or the `mlruns` folder. */
  readonly path: string;
  /** As MLflow calls it. */
  readonly uri: string;
  readonly version: MlflowVersion;
  remove(): Promise<void>;
}

export async function makeRealStore(
  version: MlflowVersion,
  kind: 'sqlite' | 'files',
): Promise<RealStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'drydock-real-store-'));
  const store = path.join(folder, kind === 'sqlite' ? 'mlflow.db' : 'mlruns');
  const uri = kind === 'sqlite' ? `sqlite:///${store}` : `file://${store}`;
  const location = kind === 'sqlite' ? [path.join(folder, 'mlruns', '1')] : [];
  await python(version, [fillScript, uri, ...location], folder);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, path: store, uri, version, remove };
}

/** What MLflow's own client of the version that wrote a store sees in it. */
export async function askClient(version: MlflowVersion, uri: string): Promise<unknown> {
  const { stdout } = await python(version, [askScript, uri], tmpdir());
  return JSON.parse(stdout) as unknown;
}

async function python(version: MlflowVersion, args: readonly string[], cwd: string) {
  const bin = await ensureMlflow(version);
  return runCommand(path.join(bin, 'python'), args, {
    cwd,
    env: {
      ...process.env,
      MLFLOW_ALLOW_FILE_STORE: 'true',
      MLFLOW_DISABLE_TELEMETRY: 'true',
      DO_NOT_TRACK: 'true',
      GIT_PYTHON_REFRESH: 'quiet',
    },
    deadline: 180_000,
  });
}
