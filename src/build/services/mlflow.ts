import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureCached } from './cache.ts';
import { MissingPieceError } from './missing-piece.ts';
import { findProgram, runCommand, tryCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { toFlags } from './to-flags.ts';
import { findFreePort } from './vscode-server.ts';

/** What pip installs for each MLflow that we test with; older ones need older neighbors to start at all. */
const requirements = {
  '3': ['mlflow==3.17.2'],
  '2.22': ['mlflow==2.22.*', 'sqlalchemy<2.1'],
  '2.9': ['mlflow==2.9.2', 'numpy<2', 'setuptools<70', 'sqlalchemy<2.1'],
  '1.28': ['mlflow==1.28.*', 'setuptools<70', 'numpy<2', 'pandas<2.2', 'sqlalchemy<2'],
} as const satisfies Record<string, readonly string[]>;

export type MlflowVersion = keyof typeof requirements;

/** The one that a run uses unless it says otherwise. */
const currentMlflow: MlflowVersion = '3';

export interface StartMlflowOptions {
  readonly version?: MlflowVersion;
  /** A store that is there already, such as `sqlite:////path/mlflow.db`; a new SQLite file without it. */
  readonly backendUri?: string;
  readonly artifactsFolder?: string;
  readonly port?: number;
}

export interface MlflowServer {
  /** For example `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The server's process id, for tests that stop or kill it. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** The `bin` folder of a virtual environment with this MLflow, made by pip in the cache, once; about a minute. */
export async function ensureMlflow(version: MlflowVersion = currentMlflow): Promise<string> {
  const item = await ensureCached(`mlflow-${version}`, async ({ folder, finalFolder }) => {
    const python = await findPython();
    const made = await tryCommand(python, ['-m', 'venv', folder]);
    if (made.exitCode !== 0) {
      throw new MissingPieceError(
        'python3-venv',
        'MLflow is installed into a virtual environment, and Python cannot make one',
        'run `sudo apt-get install -y python3-venv` and try again.',
      );
    }
    await runCommand(
      path.join(folder, 'bin/python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements[version]],
      { deadline: 20 * 60_000 },
    );
    await relocateScripts(path.join(folder, 'bin'), folder, finalFolder);
  });
  return path.join(item, 'bin');
}

/** Starts an MLflow server on 127.0.0.1; without a store named it begins with an empty one, which goes with the server. */
export async function startMlflowServer(options: StartMlflowOptions = {}): Promise<MlflowServer> {
  const bin = await ensureMlflow(options.version);
  const temporary = await mkdtemp(path.join(tmpdir(), 'drydock-mlflow-'));
  const port = options.port ?? (await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const artifacts = options.artifactsFolder ?? path.join(temporary, 'artifacts');
  const child = spawn(
    path.join(bin, 'python'),
    [
      '-m',
      'mlflow',
      'server',
      ...toFlags({
        host: '127.0.0.1',
        port,
        workers: 1,
        'backend-store-uri': options.backendUri ?? `sqlite:///${path.join(temporary, 'mlflow.db')}`,
        'default-artifact-root': artifacts,
      }),
    ],
    {
      cwd: temporary,
      env: mlflowEnv(bin),
      // The server starts worker processes; they end as one group.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = async (): Promise<void> => {
    await endGroup(child);
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  const endWithUs = (): void => signalGroup(child, 'SIGKILL');
  process.once('exit', endWithUs);
  try {
    await waitUntilHealthy(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => {
      process.removeListener('exit', endWithUs);
      return (stopping ??= stop());
    },
  };
}

/** Runs a Python program with MLflow's own client, to log what a test then reads. */
export async function runPython(
  script: string,
  options: {
    readonly version?: MlflowVersion;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<CommandResult> {
  const bin = await ensureMlflow(options.version);
  return runCommand(path.join(bin, 'python'), ['-'], {
    input: script,
    env: { ...mlflowEnv(bin), ...options.env },
    deadline: 180_000,
  });
}

function mlflowEnv(bin: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Versions before 3 start gunicorn by its name.
    PATH: [bin, process.env['PATH'] ?? ''].join(path.delimiter),
    MLFLOW_DISABLE_TELEMETRY: 'true',
    // Its queue of background jobs is seven processes that no test asks for anything.
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
    DO_NOT_TRACK: 'true',
    GIT_PYTHON_REFRESH: 'quiet',
    PYTHONUNBUFFERED: '1',
  };
}

async function findPython(): Promise<string> {
  for (const name of ['python3.11', 'python3.12', 'python3.10', 'python3']) {
    const file = await findProgram(name);
    if (file === undefined) continue;
    const works = await tryCommand(file, [
      '-c',
      'import sys; sys.exit(sys.version_info < (3, 10))',
    ]);
    if (works.exitCode === 0) return file;
  }
  throw new MissingPieceError(
    'python3',
    'The tests run MLflow, which needs Python 3.10 or newer',
    'run `sudo apt-get install -y python3 python3-venv` and try again.',
  );
}

/** Scripts of a virtual environment name its folder, and it was made in another place. */
async function relocateScripts(bin: string, from: string, to: string): Promise<void> {
  for (const entry of await readdir(bin, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(bin, entry.name);
    const text = await readFile(file, 'utf8');
    if (text.includes(from)) await writeFile(file, text.replaceAll(from, to));
  }
}

async function waitUntilHealthy(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  child.stdout
    ?.setEncoding('utf8')
    .on('data', (text: string) => (output = `${output}${text}`.slice(-4000)));
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (output = `${output}${text}`.slice(-4000)));
  const deadline = Date.now() + 180_000;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      throw new Error(`The MLflow server did not start:\n${output}`);
    }
    const healthy = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
