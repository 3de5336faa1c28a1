import type {
  CommitSpec,
  ContainerDetails,
  ContainerSpec,
  HostSettings,
  Labels,
  MountSpec,
} from '../ports/engine-objects.ts';
import { composeLabels } from './object-labels.ts';
import { injectedFolder, toolboxProgram } from './toolbox.ts';

/** What a person or a script wants to run in the shell's place, and on what. */
export interface ShellShape {
  readonly tty: boolean;
  readonly size?: { readonly columns: number; readonly rows: number };
  /** Program and arguments instead of an interactive shell. */
  readonly command?: readonly string[];
}

/** The shell that is there: the words that start it, and those that start an interactive one. */
export interface ShellWords {
  /** Such as `['/bin/sh']` or `['/.dbg/bin/busybox', 'sh']`. */
  readonly script: readonly string[];
  readonly interactive: readonly string[];
  readonly isInjected: boolean;
}

/** The first process of a container ignores every signal from inside, so what a person types at is its child. */
const runAsChild = '"$@"; exit $?';

/** Ends all there is when the connection that holds its input breaks. Only words of the shell itself: `cat` may be missing. */
const endWithInput = 'while read -r line; do :; done; kill -9 -1';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function toCommitSpec(
  details: ContainerDetails,
  session: string,
  labels: Labels,
): CommitSpec {
  return {
    repository: 'drydock/inspect',
    // One tag a session: a tag that is given twice leaves the first image without any.
    tag: `${details.id.slice(0, 12)}-${session.replaceAll(/[^\w.-]/g, '').slice(-36)}`,
    labels,
    forgetEnv: details.env.map(keyOf).filter((key) => key !== 'PATH' && key !== ''),
  };
}

/** A container with the source's user, folder, environment, volumes and networks, its own files writable. */
export function toReproduceSpec(
  details: ContainerDetails,
  image: string,
  options: ReproduceOptions,
): ContainerSpec {
  return {
    ...processOf(options.shape, options.words),
    image,
    env: toEnv(details.env, options),
    user: details.user,
    workingDir: details.workingDir,
    labels: { ...options.labels, ...hiddenFromCompose(details.labels) },
    withoutHealthcheck: true,
    host: { ...copied(details.host), autoRemove: true, networkMode: options.networkMode },
    ...(options.mounts === undefined
      ? { volumesFrom: [`${details.id}:ro`] }
      : { mounts: options.mounts }),
  };
}

export interface ReproduceOptions {
  readonly shape: ShellShape;
  readonly words: ShellWords;
  readonly labels: Labels;
  readonly networkMode: string;
  /** Absent to take over all mounts of the source. */
  readonly mounts?: readonly MountSpec[];
}

/** A container of the toolbox that sees the source's files below `/target` and can change nothing and reach nobody. */
export function toLookSpec(image: string, options: LookOptions): ContainerSpec {
  return {
    ...processOf(options.shape, {
      script: [toolboxProgram, 'sh'],
      interactive: [toolboxProgram, 'sh'],
      isInjected: false,
    }),
    image: options.toolbox,
    env: ['TERM=xterm-256color'],
    workingDir: '/target',
    labels: options.labels,
    withoutHealthcheck: true,
    host: {
      autoRemove: true,
      networkMode: 'none',
      capDrop: ['ALL'],
      // Reading the files of other users, and running the source's programs in their own root.
      capAdd: ['SYS_CHROOT', 'DAC_OVERRIDE'],
      securityOptions: ['no-new-privileges'],
    },
    mounts: [
      { kind: 'image', source: image, target: '/target', readOnly: true },
      ...options.mounts,
    ],
  };
}

export interface LookOptions {
  readonly shape: ShellShape;
  readonly toolbox: string;
  readonly labels: Labels;
  /** Their targets lie below `/target`. */
  readonly mounts: readonly MountSpec[];
}

/** The words of the second process that watches whether the client still lives. */
export function lifelineWords(words: ShellWords): readonly string[] {
  return [...words.script, '-c', endWithInput];
}

function processOf(
  shape: ShellShape,
  words: ShellWords,
): Pick<ContainerSpec, 'entrypoint' | 'command' | 'tty' | 'stdin' | 'size'> {
  const program = shape.command ?? words.interactive;
  return {
    entrypoint: [...words.script, '-c', runAsChild, '-', ...program],
    command: [],
    tty: shape.tty,
    stdin: true,
    ...(shape.size === undefined || !shape.tty ? {} : { size: shape.size }),
  };
}

function toEnv(env: readonly string[], options: ReproduceOptions): readonly string[] {
  const keys = env.map(keyOf);
  const terminal = options.shape.tty && !keys.includes('TERM') ? ['TERM=xterm-256color'] : [];
  const path = keys.includes('PATH') ? [] : [`PATH=${defaultPath}`];
  const all = [...env, ...path, ...terminal];
  // Behind the container's own programs, so that what it has is what one gets.
  return options.words.isInjected
    ? all.map((item) => (keyOf(item) === 'PATH' ? `${item}:${injectedFolder}` : item))
    : all;
}

/** Only the project's name decides what Compose takes for its own: another one keeps it from removing the shell. */
function hiddenFromCompose(labels: Labels): Labels {
  const project = labels[composeLabels.project];
  return project === undefined ? {} : { [composeLabels.project]: `${project}-debug` };
}

function copied(host: HostSettings): Partial<HostSettings> {
  // Left out on purpose: ports, restart policy, links, host name and addresses, since the service still owns them.
  const { readOnlyRoot: _writable, ipcMode, ...rest } = host;
  return ipcMode === 'host' ? { ...rest, ipcMode } : rest;
}

function keyOf(item: string): string {
  const end = item.indexOf('=');
  return end === -1 ? item : item.slice(0, end);
}
