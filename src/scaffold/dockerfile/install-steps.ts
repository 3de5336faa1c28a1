import type { DependencyManager } from '../facts.ts';
import { versions } from '../versions.data.ts';

/** How the build stage fills /opt/venv, as lines of a Dockerfile. */
export interface InstallSteps {
  /** Makes the environment; independent of the project. */
  readonly prepare: readonly string[];
  /** Installs what changes seldom, from dependency files alone. */
  readonly dependencies: readonly string[];
  /** Installs what needs the code; empty where the code is only copied. */
  readonly project: readonly string[];
}

const makeVenv = ['RUN python -m venv /opt/venv', 'ENV PATH="/opt/venv/bin:$PATH"'];

export function toInstallSteps(manager: DependencyManager): InstallSteps {
  switch (manager.kind) {
    case 'pip':
      return installWithPip(manager.requirements, manager.needsCode);
    case 'uv':
      return installWithUv(manager.hasLock, manager.isPackage);
    case 'poetry':
      return installWithPoetry(manager.hasLock, manager.isPackage);
    case 'project':
      return { prepare: makeVenv, dependencies: [], project: pipInstall('.') };
    case 'none':
      break;
  }
  return { prepare: makeVenv, dependencies: [], project: [] };
}

/** A RUN that installs with pip; the downloads stay in a cache outside the image. */
function pipInstall(what: string): readonly string[] {
  return ['RUN --mount=type=cache,target=/root/.cache/pip \\', `    pip install ${what}`];
}

/** A venv with the named packages and nothing of the project. */
export function installPackages(packages: string): InstallSteps {
  return { prepare: makeVenv, dependencies: pipInstall(packages), project: [] };
}

function installWithPip(requirements: readonly string[], needsCode: boolean): InstallSteps {
  const [first = 'requirements.txt'] = requirements;
  const install = pipInstall(`-r ${first}`);
  if (needsCode) return { prepare: makeVenv, dependencies: [], project: install };
  return { prepare: makeVenv, dependencies: [...copyFiles(requirements), ...install], project: [] };
}

/** One COPY for each folder, since a COPY puts all its sources into one folder. */
function copyFiles(paths: readonly string[]): readonly string[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].map(([folder, files]) => `COPY ${files.join(' ')} ./${folder}`);
}

function installWithUv(hasLock: boolean, isPackage: boolean): InstallSteps {
  const sync = `uv sync ${hasLock ? '--locked ' : ''}--no-dev`;
  const run = (options: string): readonly string[] => [
    'RUN --mount=type=cache,target=/root/.cache/uv \\',
    `    ${sync} ${options}`,
  ];
  return {
    prepare: [
      ...pipInstall(`uv==${versions.uv}`),
      'ENV UV_COMPILE_BYTECODE=1 \\',
      '    UV_LINK_MODE=copy \\',
      '    UV_NO_MANAGED_PYTHON=1 \\',
      '    UV_PROJECT_ENVIRONMENT=/opt/venv',
    ],
    dependencies: [
      `COPY pyproject.toml ${hasLock ? 'uv.lock ' : ''}./`,
      ...run('--no-install-project'),
    ],
    project: isPackage ? run('--no-editable') : [],
  };
}

/** Poetry lives in an environment of its own, so that none of its packages gets into the image. */
function installWithPoetry(hasLock: boolean, isPackage: boolean): InstallSteps {
  const run = (options: string): readonly string[] => [
    'RUN --mount=type=cache,target=/root/.cache/pypoetry \\',
    `    /opt/poetry/bin/poetry install --only main ${options}--no-interaction`,
  ];
  return {
    prepare: [
      'RUN --mount=type=cache,target=/root/.cache/pip \\',
      '    python -m venv /opt/poetry \\',
      `    && /opt/poetry/bin/pip install poetry==${versions.poetry}`,
      'RUN python -m venv /opt/venv',
      // Poetry installs into the environment that is active.
      'ENV VIRTUAL_ENV=/opt/venv \\',
      '    PATH="/opt/venv/bin:$PATH"',
    ],
    dependencies: [`COPY pyproject.toml ${hasLock ? 'poetry.lock ' : ''}./`, ...run('--no-root ')],
    project: isPackage ? run('') : [],
  };
}
