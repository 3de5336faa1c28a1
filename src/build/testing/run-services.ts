import { ensureChromium } from '../services/chromium.ts';
import { ensurePythonBase } from '../services/base-image.ts';
import { startMlflowServer } from '../services/mlflow.ts';
import { openTestEngine } from '../services/test-engine.ts';
import { ensureCodeServer } from '../services/vscode-server.ts';
import type { HostKind } from '../services/vscode-host.ts';

/** The real parts that the suites of one run share. */
export interface RunServices {
  /** DOCKER_HOST, DOCKER_CONFIG, PATH and DRYDOCK_TEST_MLFLOW. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Installs what is missing and starts one engine and one MLflow server; what was started ends when the rest fails. */
export async function startRunServices(host: HostKind | undefined): Promise<RunServices> {
  const started = await Promise.allSettled([
    openEngineWithBases(),
    startMlflowServer(),
    ...(host === 'web' ? [ensureCodeServer(), ensureChromium()] : []),
  ]);
  const [engine, mlflow] = started;
  const stop = async (): Promise<void> => {
    await Promise.all([
      engine.status === 'fulfilled' ? engine.value.stop() : undefined,
      mlflow.status === 'fulfilled' ? mlflow.value.stop() : undefined,
    ]);
  };
  const reasons = started.flatMap((part): unknown[] =>
    part.status === 'rejected' ? [part.reason] : [],
  );
  if (engine.status === 'rejected' || mlflow.status === 'rejected' || reasons.length > 0) {
    await stop();
    throw new AggregateError(reasons, 'The real parts of the tests cannot be had');
  }
  console.log(
    `Docker Engine ${engine.value.version}${engine.value.isPrivate ? ', started for this run' : ''}; MLflow at ${mlflow.value.url}`,
  );
  return { env: { ...engine.value.env, DRYDOCK_TEST_MLFLOW: mlflow.value.url }, stop };
}

async function openEngineWithBases(): ReturnType<typeof openTestEngine> {
  const engine = await openTestEngine();
  try {
    await ensurePythonBase('python:3.11-slim', engine.env);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}
