import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { ensureCached, tell } from './cache.ts';
import { unpackDebianPackages } from './debian-packages.ts';
import { runCommand } from './run-command.ts';

/** `newest` is what Debian unstable has, `older` what Debian 13 has (Engine 26.1, Compose 2.26, no `build --check`). */
export type EngineVersion = 'newest' | 'older';

/** Docker's programs, unpacked into the cache; nothing is installed on the machine. */
export interface DockerPackages {
  /** The folders that must come first on PATH. */
  readonly programFolders: readonly string[];
  /** Full paths of the command line's plugins: Compose and buildx. */
  readonly cliPlugins: readonly string[];
}

const packages = [
  'docker.io',
  'docker-cli',
  'docker-compose',
  'docker-buildx',
  'containerd',
  'catatonit',
  'busybox-static',
] as const;

/** Goes up when what is unpacked changes, so that an older cache is not used. */
const recipe = 2;

/** Fetches the packages of one version, once. */
export async function ensureDockerPackages(version: EngineVersion): Promise<DockerPackages> {
  const folder = version === 'newest' ? await ensureNewest() : await ensureSuite('trixie');
  const plugins = path.join(folder, 'usr/libexec/docker/cli-plugins');
  return {
    programFolders: [path.join(folder, 'usr/bin'), path.join(folder, 'usr/sbin')],
    cliPlugins: (await readdir(plugins)).map((name) => path.join(plugins, name)),
  };
}

/** The full path of a busybox that needs no library, for images that are made from nothing. */
export async function ensureStaticBusybox(): Promise<string> {
  const { programFolders } = await ensureDockerPackages('newest');
  return path.join(programFolders[0] ?? '', 'busybox');
}

/** Unstable moves and may be broken for a day: Debian 13 stands in for it then. */
async function ensureNewest(): Promise<string> {
  try {
    return await ensureSuite('unstable');
  } catch (error) {
    tell(`Debian unstable's Docker packages cannot be had, taking Debian 13's: ${String(error)}`);
    return ensureSuite('trixie');
  }
}

async function ensureSuite(suite: string): Promise<string> {
  return ensureCached(`docker-${suite}-${recipe}`, async ({ folder }) => {
    await unpackDebianPackages(suite, packages, folder);
    // In older packages the busybox lies in /bin.
    await mkdir(path.join(folder, 'usr/bin'), { recursive: true });
    const busybox = path.join(folder, 'usr/bin/busybox');
    await symlink('../../bin/busybox', busybox).catch(() => undefined);
    // The package's link names a program of another package. Ours is static, so that `--init` works in any image.
    const init = path.join(folder, 'usr/bin/docker-init');
    await rm(init, { force: true });
    await symlink('catatonit', init);
    // A suite that moves may have programs that want a newer C library than this machine has.
    await runCommand(path.join(folder, 'usr/sbin/dockerd'), ['--version']);
    await runCommand(path.join(folder, 'usr/bin/docker'), ['--version']);
  });
}
