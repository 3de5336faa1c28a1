import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getDebianSource } from './apt-sources.ts';
import { MissingPieceError } from './missing-piece.ts';
import { findProgram, runCommand, tryCommand } from './run-command.ts';
import { tell, withLock } from './cache.ts';

/**
 * Downloads packages of a Debian suite and unpacks them into `folder`, with package lists of our own: the machine's lists and
 * its installed packages are neither read nor changed.
 */
export async function unpackDebianPackages(
  suite: string,
  packages: readonly string[],
  folder: string,
): Promise<void> {
  const source = await getDebianSource();
  const apt = path.join(folder, '.apt');
  const lists = path.join(apt, 'lists');
  const downloads = path.join(apt, 'downloads');
  for (const made of [lists, downloads, path.join(apt, 'cache')]) {
    await mkdir(path.join(made, 'partial'), { recursive: true });
  }
  const signedBy = source.signedBy === undefined ? '' : `[signed-by=${source.signedBy}] `;
  await writeFile(path.join(apt, 'sources.list'), `deb ${signedBy}${source.uri} ${suite} main\n`);
  await writeFile(path.join(apt, 'status'), '');
  const options = [
    `-oDir::State=${apt}`,
    `-oDir::State::Lists=${lists}`,
    `-oDir::State::status=${path.join(apt, 'status')}`,
    `-oDir::Cache=${path.join(apt, 'cache')}`,
    `-oDir::Etc::SourceList=${path.join(apt, 'sources.list')}`,
    '-oDir::Etc::SourceParts=/dev/null',
    '-oDir::Etc::Preferences=/dev/null',
    '-oDir::Etc::PreferencesParts=/dev/null',
    '-oAPT::Sandbox::User=root',
    '-oAcquire::Languages=none',
    '-oAcquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
    '-oAcquire::Retries=3',
  ];
  await runCommand('apt-get', [...options, '-q', 'update']);
  await runCommand('apt-get', [...options, '-q', 'download', ...packages], { cwd: downloads });
  for (const name of await readdir(downloads)) {
    if (name.endsWith('.deb')) await runCommand('dpkg', ['-x', path.join(downloads, name), folder]);
  }
  await rm(apt, { recursive: true, force: true });
}

/** Installs what is missing of the named programs (program → package that brings it), as `ensureInstalled` does. */
export async function ensurePrograms(
  programs: Readonly<Record<string, string>>,
  purpose: string,
): Promise<void> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(programs)) {
    if ((await findProgram(program, systemPath())) === undefined) missing.push(name);
  }
  await installMissing(missing, purpose);
}

/** Installs packages of the machine's own Debian that are not installed yet; needs root, else it tells the command. */
export async function ensureInstalled(packages: readonly string[], purpose: string): Promise<void> {
  const missing: string[] = [];
  for (const name of packages) if (!(await isInstalled(name))) missing.push(name);
  await installMissing(missing, purpose);
}

/** A person's PATH often lacks the folders of the administrator's programs. */
export function systemPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin` };
}

async function installMissing(missing: readonly string[], purpose: string): Promise<void> {
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || (await findProgram('apt-get')) === undefined) {
    throw new MissingPieceError(
      missing.join(', '),
      `${purpose} needs ${missing.join(', ')}`,
      `run \`sudo ${command}\` (or your system's equivalent) and try again.`,
    );
  }
  tell(`installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = '-oDPkg::Lock::Timeout=300';
  const args = ['install', '-y', '-q', '--no-install-recommends', wait, ...missing];
  await withLock('apt', async () => {
    const first = await tryCommand('apt-get', args, { env });
    if (first.exitCode === 0) return;
    // A new machine has no package lists yet, and old lists name packages that are gone.
    await runCommand('apt-get', ['update', '-q', wait], { env });
    await runCommand('apt-get', args, { env });
  });
}

async function isInstalled(name: string): Promise<boolean> {
  if ((await findProgram('dpkg-query')) === undefined) return false;
  const status = await tryCommand('dpkg-query', ['-W', '-f=${Status}', name]);
  return status.stdout.includes('install ok installed');
}
