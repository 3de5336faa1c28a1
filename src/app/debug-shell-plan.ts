import type { ContainerEngine } from '../ports/container-engine.ts';
import { isEngineError } from '../ports/engine-error.ts';
import type { ContainerDetails, Mount, MountSpec } from '../ports/engine-objects.ts';
import type { ShellWords } from './debug-shell-spec.ts';
import { injectedProgram } from './toolbox.ts';

/** Finds the shell of a container. `undefined` where it has none, or where it cannot be looked at. */
export async function findShell(
  engine: ContainerEngine,
  id: string,
  signal: AbortSignal,
): Promise<ShellWords | undefined> {
  const [sh, bash] = await Promise.all(
    ['/bin/sh', '/bin/bash'].map((path) => hasPath(engine, id, path, signal)),
  );
  if (sh !== true) return undefined;
  return {
    script: ['/bin/sh'],
    interactive: [bash === true ? '/bin/bash' : '/bin/sh'],
    isInjected: false,
  };
}

export const injectedShell: ShellWords = {
  script: [injectedProgram, 'sh'],
  interactive: [injectedProgram, 'sh'],
  isInjected: true,
};

/** Where nobody can look first: what nearly every image has. */
export const assumedShell: ShellWords = {
  script: ['/bin/sh'],
  interactive: ['/bin/sh'],
  isInjected: false,
};

/**
 * Whether the engine can reach a container's files: not while a mount has lost its source, and, on some engines, not
 * where a mount lies below an absolute link such as `/var/run`.
 */
export type FileAccess = 'whole' | 'broken-mount' | 'unreadable';

export async function probeFileAccess(
  engine: ContainerEngine,
  id: string,
  signal: AbortSignal,
): Promise<FileAccess> {
  try {
    return (await hasPath(engine, id, '/', signal)) ? 'whole' : 'broken-mount';
  } catch (error) {
    if (isEngineError(error, 'unexpected')) return 'unreadable';
    throw error;
  }
}

/** The network for a reproduction, and why it is another one than the source's. */
export async function planNetwork(
  engine: ContainerEngine,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<{ readonly mode: string; readonly extra: readonly string[]; readonly note?: string }> {
  const mode = details.host.networkMode;
  if (['', 'default', 'bridge', 'host', 'none', 'nat'].includes(mode)) {
    return { mode: mode === '' ? 'default' : mode, extra: [] };
  }
  const peer = /^container:(.+)$/.exec(mode)?.[1];
  if (peer !== undefined) {
    return (await isRunning(engine, peer, signal))
      ? { mode, extra: [] }
      : {
          mode: 'none',
          extra: [],
          note: 'The container whose network it used does not run: there is no network.',
        };
  }
  const networks = await engine.listNetworks({}, signal);
  const known = new Set(networks.flatMap((network) => [network.id, network.name]));
  if (!known.has(mode)) {
    return { mode: 'none', extra: [], note: `Its network "${mode}" is gone: there is no network.` };
  }
  const extra = details.networks.map((network) => network.name);
  return { mode, extra: extra.filter((name) => name !== mode && known.has(name)) };
}

/** Volumes of a source that has lost a bind: those are still there, and the binds are left out. */
export function volumesOnly(details: ContainerDetails): readonly MountSpec[] {
  return details.mounts
    .filter((mount) => mount.kind === 'volume')
    .map((mount) => toMountSpec(mount, mount.destination));
}

/**
 * The source's mounts below `/target`, each where its folder really lies, since a link on the way would lead into the
 * toolbox. Where that cannot be found out they are below `/volumes`.
 */
export async function planLookMounts(
  engine: ContainerEngine,
  source: { readonly details: ContainerDetails; readonly access: FileAccess },
  signal: AbortSignal,
): Promise<readonly MountSpec[]> {
  const { details, access } = source;
  const wanted = details.mounts.filter(
    (mount) =>
      mount.kind === 'volume' ||
      (mount.kind === 'bind' && access !== 'broken-mount' && !isSocket(mount)),
  );
  if (access !== 'whole') {
    return wanted.map((mount) => toMountSpec(mount, `/volumes${mount.destination}`));
  }
  return Promise.all(
    wanted.map(async (mount) => {
      const place = await resolveFolder(engine, details.id, mount.destination, signal);
      return toMountSpec(mount, `/target${place}`);
    }),
  );
}

/** Mounts that hand out more than files: whoever writes to the engine's socket owns the machine. */
export function socketMounts(details: ContainerDetails): readonly Mount[] {
  return details.mounts.filter(isSocket);
}

function isSocket(mount: Mount): boolean {
  return mount.kind === 'bind' && /\.sock$|^\\\\\.\\pipe\\|^\/\/\.\/pipe\//.test(mount.source);
}

function toMountSpec(mount: Mount, target: string): MountSpec {
  return mount.kind === 'volume'
    ? { kind: 'volume', source: mount.name, target, readOnly: true }
    : { kind: 'bind', source: mount.source, target, readOnly: true };
}

/** Follows links in the parents of a path inside the container; a few levels are enough, and a circle must end. */
async function resolveFolder(
  engine: ContainerEngine,
  id: string,
  destination: string,
  signal: AbortSignal,
): Promise<string> {
  let done = '';
  let pending = partsOf(destination);
  for (let links = 0; pending.length > 0;) {
    const [part = '', ...rest] = pending;
    pending = rest;
    const next = `${done}/${part}`;
    const target = rest.length === 0 ? '' : await linkTargetOf(engine, id, next, signal);
    if (target === '' || links > 16) {
      done = next;
      continue;
    }
    links += 1;
    const base = target.startsWith('/') ? [] : partsOf(done);
    pending = [...withoutDots([...base, ...partsOf(target)]), ...rest];
    done = '';
  }
  return done;
}

async function linkTargetOf(
  engine: ContainerEngine,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    const stat = await engine.statPath(id, path, signal);
    return stat.type === 'link' ? stat.linkTarget : '';
  } catch (error) {
    if (isEngineError(error, 'not-found')) return '';
    throw error;
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function withoutDots(parts: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const part of parts) {
    if (part === '..') result.pop();
    else if (part !== '.') result.push(part);
  }
  return result;
}

async function hasPath(
  engine: ContainerEngine,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await engine.statPath(id, path, signal);
    return true;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return false;
    throw error;
  }
}

async function isRunning(
  engine: ContainerEngine,
  id: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await engine.inspectContainer(id, {}, signal)).state === 'running';
  } catch (error) {
    if (isEngineError(error, 'not-found')) return false;
    throw error;
  }
}
