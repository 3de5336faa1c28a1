import { ensureBusyboxImage } from '../../src/build/services/base-image.ts';
import { startDockerEngine } from '../../src/build/services/docker-engine.ts';
import { tryCommand } from '../../src/build/services/run-command.ts';

/** The engine that a suite talks to; `stop` ends it only when the suite started it. */
export interface TestEngine {
  readonly socketPath: string;
  /** DOCKER_HOST, DOCKER_CONFIG and PATH for the Docker command line and for Compose. */
  readonly env: Readonly<Record<string, string>>;
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
  await ensureBusyboxImage(engine.env);
  return engine;
}

/** An engine that nobody else uses, for suites that stop, kill or fill it. */
export async function openPrivateEngine(
  version: 'newest' | 'older' = 'newest',
): Promise<TestEngine> {
  const engine = await startDockerEngine({ version });
  return { socketPath: engine.socketPath, env: engine.env, isPrivate: true, stop: engine.stop };
}

async function findNamedEngine(): Promise<TestEngine | undefined> {
  const named = process.env['DOCKER_HOST'];
  if (named !== undefined && named !== '') {
    return useEngine(named, 'DOCKER_HOST names an engine that does not answer');
  }
  const context = await tryCommand('docker', ['context', 'inspect']).catch(() => undefined);
  const host = /"Host":\s*"([^"]+)"/.exec(context?.stdout ?? '')?.[1];
  if (host === undefined || (await askVersion({ DOCKER_HOST: host })) === undefined)
    return undefined;
  return useEngine(host, 'The engine of the active Docker context does not answer');
}

async function useEngine(host: string, complaint: string): Promise<TestEngine> {
  const env = { DOCKER_HOST: host, ...pickEnv('DOCKER_CONFIG'), ...pickEnv('PATH') };
  if ((await askVersion(env)) === undefined) {
    throw new Error(
      `${complaint} (${host}): start it, or unset DOCKER_HOST to let the tests start their own.`,
    );
  }
  if (!host.startsWith('unix://')) {
    throw new Error(`The tests talk to an engine over its Unix socket, and ${host} is none.`);
  }
  return {
    socketPath: host.slice('unix://'.length),
    env,
    isPrivate: false,
    stop: () => Promise.resolve(),
  };
}

async function askVersion(env: Readonly<Record<string, string>>): Promise<string | undefined> {
  const answer = await tryCommand('docker', ['version', '--format', '{{.Server.APIVersion}}'], {
    env: { ...process.env, ...env },
    deadline: 20_000,
  }).catch(() => undefined);
  return answer?.exitCode === 0 ? answer.stdout.trim() : undefined;
}

function pickEnv(name: string): Readonly<Record<string, string>> {
  const value = process.env[name];
  return value === undefined ? {} : { [name]: value };
}
