import { isPlainBase } from './image-files-bases.ts';
import type { Service, Stage } from './project.ts';
import { findServiceStage } from './started-commands.ts';

/** What the process of a container finds in its environment. */
export interface ProcessEnvironment {
  /** Names that compose files, env files and the image set. */
  readonly names: ReadonlySet<string>;
  /** False where files that are not there, or a base that nobody knows, may set more. */
  readonly isComplete: boolean;
  /** False where an env file is not there, or is empty and for each person to fill. */
  readonly hasAllFiles: boolean;
  /** Names that only the build of the image knows. */
  readonly buildNames: ReadonlySet<string>;
}

export function findServiceVariables(service: Service): ProcessEnvironment {
  const stage = findServiceStage(service);
  const { build, image, envFiles, environment, value } = service;
  // An env file without a line is there to be filled in.
  const hasAllFiles = envFiles.every(({ file }) => file !== undefined && file.items.length > 0);
  const isComplete =
    hasAllFiles &&
    // Another service or file may bring its own.
    !['extends', 'provider'].some((key) => value.entries.has(key)) &&
    (build === undefined ? isPlainBase(image, plainPath) : stage !== undefined);
  const ofImage = stage === undefined ? undefined : findStageVariables(stage);
  return {
    names: new Set([...environment.map(({ name }) => name), ...(ofImage?.names ?? [])]),
    isComplete: isComplete && ofImage?.isComplete !== false,
    hasAllFiles,
    buildNames: ofImage?.buildNames ?? new Set(),
  };
}

export function findStageVariables(stage: Stage): ProcessEnvironment {
  const all = [...stage.variables.values()];
  const namesOf = (wanted: 'arg' | 'env'): ReadonlySet<string> =>
    new Set(all.filter(({ kind }) => kind === wanted).map(({ name }) => name));
  return {
    names: namesOf('env'),
    buildNames: namesOf('arg'),
    hasAllFiles: true,
    isComplete: isPlainBase(findBase(stage).base, plainPath),
  };
}

/** True for what shells, engines, base images and hosting platforms set by themselves. */
export function isSetByItself(name: string): boolean {
  return (
    ownNames.has(name) ||
    /^(?:BASH|PYTHON|UV|PIP|CONDA|MAMBA|CUDA|NVIDIA|NV|NCCL|KUBERNETES|LC|GITHUB|CI|AWS_LAMBDA|SLURM|RANDOM|COMP|npm)_?/.test(
      name,
    )
  );
}

const ownNames: ReadonlySet<string> = new Set(
  'HOME HOSTNAME PATH PWD OLDPWD SHELL SHLVL USER LOGNAME LANG LANGUAGE TERM TZ IFS PS1 PS4 UID EUID GID GROUPS PPID LINENO SECONDS OPTARG OPTIND REPLY FUNCNAME PIPESTATUS DIRSTACK HOSTTYPE OSTYPE MACHTYPE TMPDIR EDITOR PORT DEBUG VERBOSE DISPLAY GPG_KEY LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH NODE_VERSION YARN_VERSION DEBIAN_FRONTEND PYTHONPATH VIRTUAL_ENV EXTRA_ARGS'.split(
    ' ',
  ),
);

/** A path that no image of a publisher has. */
const plainPath = '/srv/project';

function findBase(stage: Stage): Stage {
  return stage.parent === undefined ? stage : findBase(stage.parent);
}
