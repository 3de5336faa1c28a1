import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseEngineNetwork } from './engine-network.ts';
import type { EngineNetwork } from './engine-network.ts';
import { runCommand, tryCommand } from './run-command.ts';

export const engineFolderPrefix = 'drydock-engine-';

/** Removes what engines left whose owner was killed. */
export async function sweepEngines(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(engineFolderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    const text = await readFile(path.join(folder, 'engine.json'), 'utf8').catch(() => undefined);
    // Without the file the folder was made just now by another process.
    if (text === undefined) continue;
    const { owner, network } = JSON.parse(text) as { owner: number; network: EngineNetwork };
    if (!isAlive(owner)) await releaseEngineFolder(folder, network);
  }
}

/** Ends what still runs out of the folder, unmounts what is mounted below it, and removes it with its bridge. */
export async function releaseEngineFolder(folder: string, network: EngineNetwork): Promise<void> {
  for (const pid of await findProcesses(folder)) trySignal(pid, 'SIGKILL');
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  const targets = mounts.split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const target of targets.toReversed()) {
    if (target.startsWith(`${folder}/`)) await tryCommand('umount', ['--lazy', target]);
  }
  await releaseEngineNetwork(network);
  // Images of machine-learning projects hold hundreds of thousands of files; `rm` is several times faster than Node here.
  await runCommand('rm', ['-rf', folder]).catch(() => rm(folder, { recursive: true, force: true }));
}

/** The daemon, its containerd and their shims name the folder on their command lines; so do no others. */
async function findProcesses(folder: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const [program = ''] = commandLine.split('\0');
    const isEngine = /(dockerd|containerd|containerd-shim-runc-v2|setpriv|docker-proxy)$/.test(
      program,
    );
    if (isEngine && commandLine.includes(`${folder}/`)) found.push(Number(name));
  }
  return found;
}

function isAlive(pid: number): boolean {
  return trySignal(pid, 0);
}

function trySignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
