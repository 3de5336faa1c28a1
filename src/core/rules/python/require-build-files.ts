import type { ProjectImages } from '../../model/image-files.ts';
import {
  findBuildNeeds,
  hasPretendedVersion,
  mayHoldRepository,
} from '../../model/project-builds.ts';
import { findOwnInstalls, type OwnInstall } from '../../model/project-installs.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import type { PythonImages } from '../../model/python-image.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  file: 'Building the project reads "{path}", which is not in the image yet, so this step fails.',
  sources: 'The package "{path}" is not in the image yet, so the project cannot be installed.',
  version: '{tool} takes the version from Git, and there is no repository in the image.',
} as const;

export const requireBuildFiles = defineRule({
  id: 'python/require-build-files',
  summary: 'Require what building a project reads to be in the image before it is installed',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const { images, python } = project.views;
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          for (const item of stage.instructions) {
            for (const install of findOwnInstalls(item)) {
              checkInstall(install, item, { images, python, project, dockerfile, stage }, report);
            }
          }
        }
      }
    },
  },
});

interface Place {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly images: ProjectImages;
  readonly python: PythonImages;
}

function checkInstall(
  { command, folder }: OwnInstall,
  item: StageInstruction,
  place: Place,
  report: Report<typeof messages>,
): void {
  const { images, dockerfile, stage } = place;
  const needs = findBuildNeeds(folder, item, place);
  // Earlier releases of Poetry only warn.
  if (needs === undefined || (command.tool === 'poetry' && !hasNewPoetry(place))) return;
  const isMissing = (path: string): boolean =>
    images.findInStage(dockerfile, stage, resolveInImage(folder, path), item).kind === 'missing';
  const { files, sources, versionTool } = needs;
  const file = files.find(({ path }) => isMissing(path));
  const [source] = sources;
  if (source !== undefined && sources.every(isMissing)) {
    report.sources(command.at, { path: source });
  } else if (file !== undefined) {
    const related = [{ at: file.at, message: 'The file is named here.' }];
    report.file(command.at, { path: file.path }, { related });
  } else if (
    versionTool !== undefined &&
    !hasPretendedVersion(item) &&
    !mayHoldRepository(item, place)
  ) {
    report.version(command.at, { tool: versionTool });
  }
}

function hasNewPoetry({ python, dockerfile, stage }: Place): boolean {
  const found = python.findStagePackages(dockerfile, stage).packages.get('poetry');
  const [major] = found?.version?.release ?? [];
  return found !== undefined && (major === undefined ? found.specifiers.length === 0 : major >= 2);
}

export const requireBuildFilesPage = definePage({
  rationale:
    'Installing a project builds it first, which reads more than the list of its packages: the readme that `pyproject.toml` names, the package itself, and with setuptools-scm or hatch-vcs the Git repository. Where one of them is copied later or kept out by `.dockerignore`, the step ends with "Readme file does not exist" or "unable to detect version".',
  exceptions:
    'Readmes and packages are asked for only with build backends that refuse to do without.',
  references: [
    'https://docs.astral.sh/uv/guides/integration/docker/#intermediate-layers',
    'https://setuptools-scm.readthedocs.io/en/latest/usage/#with-dockerpodman',
  ],
  bad: [
    {
      title: 'A readme and a package that come later',
      files: {
        Dockerfile: `FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS a
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen
COPY . .
FROM python:3.12-slim
WORKDIR /srv
COPY pyproject.toml ./
COPY src ./src
RUN pip install --no-cache-dir .
`,
        'pyproject.toml': `[project]
name = "tides"
version = "1.0.0"
readme = "README.md"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
        'uv.lock': '',
        'README.md': 'Tides.\n',
        'src/tides/__init__.py': '',
      },
    },
    {
      title: 'A version that only the repository knows',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY libs/tides ./tides
RUN pip install --no-cache-dir ./tides
`,
        'libs/tides/pyproject.toml': `[project]
name = "tides"
dynamic = ["version"]
[build-system]
requires = ["setuptools>=75", "setuptools-scm>=8"]
build-backend = "setuptools.build_meta"
`,
        'libs/tides/tides.py': '',
      },
    },
    {
      title: 'A version that is read from sources that come later',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN pip install --no-cache-dir uv==0.5.9
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
COPY . .
CMD ["uv", "run", "python", "-m", "tides"]
`,
        'pyproject.toml': `[project]
name = "tides"
dynamic = ["version"]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools.dynamic]
version = { attr = "tides.__version__" }
`,
        'uv.lock': '',
        'src/tides/__init__.py': '__version__ = "1.0.0"\n',
        'src/tides/__main__.py': '',
      },
    },
  ],
  good: [
    {
      title: 'All of it copied, and a version from a variable',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
ENV SETUPTOOLS_SCM_PRETEND_VERSION=0.0.0
COPY libs/tides ./tides
RUN pip install --no-cache-dir ./tides
`,
        'libs/tides/pyproject.toml': `[project]
name = "tides"
dynamic = ["version"]
[build-system]
requires = ["setuptools>=75", "setuptools-scm>=8"]
build-backend = "setuptools.build_meta"
`,
        'libs/tides/tides.py': '',
      },
    },
  ],
});
