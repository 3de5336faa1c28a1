import { ensureBusyboxImage } from './base-image.ts';
import type { EngineEnv } from './base-image.ts';
import { startDockerEngine } from './docker-engine.ts';
import type { EngineVersion } from './docker-packages.ts';
import { tryCommand } from './run-command.ts';

/** The engine that a suite talks to; `stop` ends it only when the suite started it. */
export interface TestEngine {
  readonly socketPath: string;
  /** For example `28.5.2, API 1.51`. */
  readonly version: string;
  /** DOCKER_HOST, DOCKER_CONFIG and PATH for the Docker command line and for Compose. */
  readonly env: EngineEnv;
  /** False for the engine that DOCKER_HOST or the active context named: it may hold things of a person. */
  readonly isPrivate: boolean;
  stop(): Promise<void>;
}

/**
 * The engine named by DOCKER_HOST (the test run sets it to the one it started), else the one of the active Docker context, else a
 * private one. `drydock-test/busybox:1` is there. What a suite makes carries `dev.drydock.role=test`, and the suite removes just that.
 */
export async function openTestEngine(): Promise<TestEngine> {
  const engine = (await findNamedEngine()) ?? (await openPrivateEngine());
  try {
    await ensureBusyboxImage(engine.env);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** An engine that nobody else uses, for suites that stop, kill or fill it; without any image. */
export async function openPrivateEngine(version: EngineVersion = 'newest'): Promise<TestEngine> {
  const engine = await startDockerEngine({ version });
  return {
    socketPath: engine.socketPath,
    version: `${engine.version}, API ${engine.apiVersion}`,
    env: engine.env,
    isPrivate: true,
    stop: () => engine.stop(),
  };
}

async function findNamedEngine(): Promise<TestEngine | undefined> {
  const named = process.env['DOCKER_HOST'] ?? '';
  if (named !== '') {
    const found = await findEngine(named);
    if (found !== undefined) return found;
    throw new Error(
      `The engine named by DOCKER_HOST (${named}) does not answer: start it, or unset DOCKER_HOST to let the tests start their own.`,
    );
  }
  const context = await tryCommand('docker', ['context', 'inspect']).catch(() => undefined);
  const host = /"Host":\s*"([^"]+)"/.exec(context?.stdout ?? '')?.[1];
  return host === undefined ? undefined : findEngine(host);
}

/** Only engines at a Unix socket: the suites also talk to it without the Docker command line. */
async function findEngine(host: string): Promise<TestEngine | undefined> {
  if (!host.startsWith('unix://')) return undefined;
  const env = { DOCKER_HOST: host, ...pickEnv('DOCKER_CONFIG'), ...pickEnv('PATH') };
  const answer = await tryCommand(
    'docker',
    ['version', '--format', '{{.Server.Version}}, API {{.Server.APIVersion}}'],
    { env: { ...process.env, ...env }, deadline: 20_000 },
  ).catch(() => undefined);
  if (answer?.exitCode !== 0) return undefined;
  return {
    socketPath: host.slice('unix://'.length),
    version: answer.stdout.trim(),
    env,
    isPrivate: false,
    stop: () => Promise.resolve(),
  };
}

function pickEnv(name: string): Readonly<Record<string, string>> {
  const value = process.env[name];
  return value === undefined ? {} : { [name]: value };
}
