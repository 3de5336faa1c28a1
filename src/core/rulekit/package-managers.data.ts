import { valueOptions } from '../model/python-install-options.data.ts';

export type ManagerName =
  'apt' | 'apk' | 'dnf' | 'gem' | 'go' | 'npm' | 'pip' | 'yarn' | 'yum' | 'zypper';

export interface PackageManager {
  readonly name: ManagerName;
  readonly programs: RegExp;
  /** Actions that name packages to install. */
  readonly installs: ReadonlySet<string>;
  /** Options that take a value in the next word. */
  readonly valued: readonly string[];
}

const rpmOptions = [
  '-c',
  '--config',
  '-x',
  '--exclude',
  '--enablerepo',
  '--disablerepo',
  '--repo',
  '--repoid',
  '--installroot',
  '--releasever',
  '--setopt',
];

export const packageManagers: readonly PackageManager[] = [
  {
    name: 'apt',
    programs: /^(?:apt|apt-get|aptitude)$/,
    installs: new Set(['install']),
    valued: [
      '-t',
      '--target-release',
      '--default-release',
      '-c',
      '--config-file',
      '-o',
      '--option',
    ],
  },
  {
    name: 'apk',
    programs: /^apk$/,
    installs: new Set(['add']),
    valued: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--arch', '--cache-dir'],
  },
  {
    name: 'yum',
    programs: /^yum$/,
    installs: new Set(['install', 'localinstall', 'reinstall']),
    valued: rpmOptions,
  },
  {
    name: 'dnf',
    programs: /^(?:dnf5?|microdnf)$/,
    installs: new Set(['install', 'in', 'localinstall', 'reinstall', 'rei']),
    valued: rpmOptions,
  },
  {
    name: 'zypper',
    programs: /^zypper$/,
    installs: new Set(['install', 'in']),
    valued: ['-r', '--repo', '--from', '-t', '--type', '-R', '--root'],
  },
  {
    name: 'pip',
    programs: /^pipx?[\d.]*$/,
    installs: new Set(['install']),
    valued: [...(valueOptions['pip'] ?? []), '--build', '--root-user-action'],
  },
  {
    name: 'npm',
    programs: /^npm$/,
    installs: new Set(['install', 'i', 'add']),
    valued: ['--loglevel', '--registry', '--prefix', '--cache', '--tag', '--omit', '--include'],
  },
  {
    name: 'gem',
    programs: /^gem$/,
    installs: new Set(['install', 'i']),
    valued: ['-v', '--version', '-n', '--bindir', '-i', '--install-dir', '-s', '--source'],
  },
  {
    name: 'go',
    programs: /^go$/,
    installs: new Set(['install', 'get', 'run']),
    valued: ['-C', '-ldflags', '-gcflags', '-asmflags', '-tags', '-mod', '-modfile', '-o', '-p'],
  },
  {
    name: 'yarn',
    programs: /^yarn(?:pkg)?$/,
    installs: new Set(['install', 'add']),
    valued: ['--cwd', '--cache-folder', '--modules-folder', '--network-timeout', '--registry'],
  },
];
