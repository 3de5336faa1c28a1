import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePrograms, systemPath } from './debian-packages.ts';
import { ensureDockerPackages } from './docker-packages.ts';
import type { DockerPackages, EngineVersion } from './docker-packages.ts';
import { claimEngineNetwork } from './engine-network.ts';
import type { EngineNetwork } from './engine-network.ts';
import { engineFolderPrefix, releaseEngineFolder, sweepEngines } from './engine-leftovers.ts';
import { MissingPieceError } from './missing-piece.ts';
import { findProgram } from './run-command.ts';
import { toFlags } from './to-flags.ts';

export interface StartEngineOptions {
  readonly version: EngineVersion;
  /** Where images and volumes are kept; kept after `stop` when given, else a folder that goes with the engine. */
  readonly dataRoot?: string;
}

/** A Docker Engine of our own, which nobody else uses. */
export interface DockerEngine {
  readonly socketPath: string;
  /** For example `28.5.2`, followed by what the distributor added. */
  readonly version: string;
  /** For example `1.51`. */
  readonly apiVersion: string;
  /** The daemon's process id, for tests that stop or kill it. */
  readonly pid: number;
  /** DOCKER_HOST, DOCKER_CONFIG (with the Compose and buildx plugins) and PATH for programs that use this engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the engine with its containers and removes everything it made on the machine. */
  stop(): Promise<void>;
}

/** Starts a private engine; it ends with `stop`, or with this process. */
export async function startDockerEngine(options: StartEngineOptions): Promise<DockerEngine> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new MissingPieceError(
      'root',
      'A private Docker Engine can only be started by root on Linux',
      'run the command as root, or name a Docker Engine of yours, as in `DOCKER_HOST=unix:///var/run/docker.sock npm test`.',
    );
  }
  await ensurePrograms(
    { runc: 'runc', iptables: 'iptables', ip: 'iproute2', setpriv: 'util-linux' },
    'A private Docker Engine',
  );
  const packages = await ensureDockerPackages(options.version);
  await sweepEngines();
  const folder = await mkdtemp(path.join(tmpdir(), engineFolderPrefix));
  const network = await claimEngineNetwork();
  await writeFile(
    path.join(folder, 'engine.json'),
    JSON.stringify({ owner: process.pid, network }),
  );
  try {
    return await startDaemon({ folder, network, packages, dataRoot: options.dataRoot });
  } catch (error) {
    await releaseEngineFolder(folder, network);
    throw error;
  }
}

interface DaemonParts {
  readonly folder: string;
  readonly network: EngineNetwork;
  readonly packages: DockerPackages;
  readonly dataRoot: string | undefined;
}

async function startDaemon(parts: DaemonParts): Promise<DockerEngine> {
  const { folder, network, packages } = parts;
  const socketPath = path.join(folder, 'docker.sock');
  const config = path.join(folder, 'config');
  await mkdir(path.join(config, 'cli-plugins'), { recursive: true });
  for (const plugin of packages.cliPlugins) {
    await symlink(plugin, path.join(config, 'cli-plugins', path.basename(plugin)));
  }
  const env = {
    DOCKER_HOST: `unix://${socketPath}`,
    DOCKER_CONFIG: config,
    PATH: [...packages.programFolders, systemPath()['PATH'] ?? ''].join(path.delimiter),
  };
  const daemon = await spawnDaemon(parts, socketPath, env['PATH']);
  const version = await waitForEngine(daemon, socketPath, path.join(folder, 'daemon.log'));
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // The daemon would wait ten seconds for each program that ignores its signal.
    await killContainers(socketPath).catch(() => undefined);
    await endProcess(daemon, 30_000);
    await releaseEngineFolder(folder, network);
  };
  return { socketPath, env, pid: daemon.pid ?? 0, ...version, stop: () => (stopping ??= stop()) };
}

async function spawnDaemon(
  { folder, network, dataRoot }: DaemonParts,
  socketPath: string,
  searchPath: string,
): Promise<ChildProcess> {
  const [command = 'dockerd', guard = ''] = await Promise.all([
    findProgram('dockerd', { PATH: searchPath }),
    findProgram('setpriv', { PATH: searchPath }),
  ]);
  const log = openSync(path.join(folder, 'daemon.log'), 'a');
  const flags = daemonFlags(folder, network);
  const dataFlags = toFlags({
    'data-root': dataRoot ?? path.join(folder, 'data'),
    host: `unix://${socketPath}`,
  });
  const daemon = spawn(
    guard,
    // The engine must not outlive the process that started it, however that ends.
    ['--pdeathsig', 'TERM', '--', command, ...flags, ...dataFlags],
    {
      env: { ...process.env, PATH: searchPath },
      // A group of its own, so that Ctrl+C reaches it through `stop` and not by itself.
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  daemon.once('error', () => undefined);
  // A caller that forgets `stop` still comes to its end, and the engine with it.
  daemon.unref();
  return daemon;
}

/**
 * Two engines in one network namespace overwrite each other's firewall chains, so a private one manages none: it has a bridge and
 * an address range of its own, and `claimEngineNetwork` writes the two rules that it needs.
 */
function daemonFlags(folder: string, network: EngineNetwork): string[] {
  return toFlags({
    'exec-root': path.join(folder, 'exec'),
    pidfile: path.join(folder, 'pid'),
    bridge: network.bridge,
    iptables: 'false',
    ip6tables: 'false',
    'default-address-pool': `base=${network.pool},size=24`,
    'shutdown-timeout': 2,
    'log-level': 'warn',
  });
}

async function waitForEngine(
  daemon: ChildProcess,
  socketPath: string,
  logFile: string,
): Promise<{ readonly version: string; readonly apiVersion: string }> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (daemon.exitCode !== null || daemon.signalCode !== null || Date.now() > deadline) {
      const log = await readFile(logFile, 'utf8').catch(() => '');
      await endProcess(daemon, 5000);
      throw new Error(
        `The Docker Engine did not start:\n${log.trimEnd().split('\n').slice(-15).join('\n')}`,
      );
    }
    const answer = await askEngine(socketPath).catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function askEngine(
  socketPath: string,
): Promise<{ readonly version: string; readonly apiVersion: string }> {
  const answer = JSON.parse(await request(socketPath, 'GET', '/version')) as {
    Version: string;
    ApiVersion: string;
  };
  return { version: answer.Version, apiVersion: answer.ApiVersion };
}

async function killContainers(socketPath: string): Promise<void> {
  const running = JSON.parse(await request(socketPath, 'GET', '/containers/json')) as {
    Id: string;
  }[];
  await Promise.all(running.map(({ Id }) => request(socketPath, 'POST', `/containers/${Id}/kill`)));
}

function request(socketPath: string, method: 'GET' | 'POST', url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ socketPath, method, path: url, timeout: 5000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.once('end', () => resolve(body)).once('error', reject);
    });
    sent.once('error', reject).once('timeout', () => sent.destroy());
    sent.end();
  });
}

async function endProcess(child: ChildProcess, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}
