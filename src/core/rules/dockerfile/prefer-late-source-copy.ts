import { joinPath } from '../../base/project-path.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { readInstallCommands, type InstallCommand } from '../../model/python-install-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferLateSourceCopy = defineRule({
  id: 'dockerfile/prefer-late-source-copy',
  summary: 'Prefer copying what packages are installed from before everything else',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    early: 'Each change in "{source}" installs all packages anew; copy "{file}" alone before that.',
  },
  on: {
    stage(stage, report, { dockerfile, project }) {
      if (dockerfile === undefined) return;
      const context = dockerfile.contexts[0]?.folder ?? '';
      const copy = stage.instructions.find(
        (item) => isWholeCopy(item) || copiesSources(item, context, project),
      );
      if (copy === undefined) return;
      const start = stage.instructions.indexOf(copy);
      const installs = findInstalls(stage);
      // Whoever installed before has a second step for the project itself.
      if (installs.some(({ index }) => index < start)) return;
      const late = installs.find(({ index }) => index > start);
      const file = late === undefined ? undefined : findFile(late, { dockerfile, project, stage });
      const source = copy.copy?.sources[0]?.text ?? '.';
      if (file !== undefined) report.early(copy.instruction.keywordAt, { source, file });
    },
  },
});

function isWholeCopy({ copy }: StageInstruction): boolean {
  return (
    copy?.from === undefined && copy?.sources.some(({ text }) => /^\.\/?$/.test(text)) === true
  );
}

/** A folder that holds more than lists of packages. */
function copiesSources(
  { copy }: StageInstruction,
  context: string,
  { paths, snapshot }: Project,
): boolean {
  if (copy === undefined || copy.from !== undefined) return false;
  return copy.sources.some(({ text }) => {
    const folder = /[*?$]/.test(text) ? undefined : joinPath(context, text.replace(/^\/+/, ''));
    if (folder === undefined || folder === '' || !paths.hasFolder(folder)) return false;
    const inside = [...snapshot.files.keys()].filter((file) => file.startsWith(`${folder}/`));
    return inside.some((file) => /\.(?:py|ipynb)$/.test(file) && !/(?:^|\/)setup\.py$/.test(file));
  });
}

interface Install {
  readonly index: number;
  readonly command: InstallCommand;
}

/** Steps that take packages from files. A step with a cache mount downloads nothing anew. */
function findInstalls({ instructions }: Stage): readonly Install[] {
  return instructions.flatMap(({ instruction, script, variables }, index) => {
    if (instruction.keyword !== 'RUN' || script === undefined) return [];
    const isCached = instruction.flags.some(({ value }) => value?.includes('type=cache') === true);
    if (isCached) return [];
    return readInstallCommands(script, (name) => variables.get(name)?.value)
      .filter(({ action, options }) => {
        return action === 'sync' || (action === 'install' && options.some(namesFile));
      })
      .map((command) => ({ index, command }));
  });
}

function namesFile({ name }: InstallCommand['options'][number]): boolean {
  return /^(?:-r|--requirements?|-f|--file)$/.test(name);
}

interface Place {
  readonly stage: Stage;
  readonly dockerfile: Dockerfile;
  readonly project: Project;
}

/** The file that would have been enough; undefined where the installation needs the sources too. */
function findFile(
  { index, command: { action, tool, options, words, folders } }: Install,
  { stage, dockerfile, project }: Place,
): string | undefined {
  if (folders.length > 0) return undefined;
  const folder = dockerfile.contexts[0]?.folder ?? '';
  if (action === 'sync') {
    const needsSources = !options.some(({ name }) => /^--no-(?:root|install-project)$/.test(name));
    const path = joinPath(folder, 'pyproject.toml') ?? '';
    // A project that is no package is not installed, so its sources are not needed.
    if (tool === 'pipenv') return 'Pipfile';
    return needsSources && !isVirtual(path, project) ? undefined : 'pyproject.toml';
  }
  if (words.some(({ text }) => /^\.|\//.test(text))) return undefined;
  const named = options.filter(namesFile).flatMap(({ value }) => value ?? []);
  const [first] = named;
  if (first === undefined || named.some(({ isKnown }) => !isKnown)) return undefined;
  const item = stage.instructions[index];
  const images = project.views.images;
  const isPlain = named.every(({ text }) => {
    const path = resolveInImage(item?.workdir, text);
    const found = images.findInStage(dockerfile, stage, path, item);
    const source = found.kind === 'file' ? found.source : joinPath(folder, text);
    const list = project.python.findRequirements(source ?? text);
    return list?.groups.every(({ sources }) => sources.length === 0) === true;
  });
  return isPlain ? first.text : undefined;
}

function isVirtual(path: string, { python }: Project): boolean {
  const file = python.dependencyFiles.get(path);
  if (file?.kind !== 'pyproject' || file.project === undefined) return false;
  const { isPackage, buildBackend, hasPoetryTable } = file.project;
  return isPackage === false || (buildBackend === undefined && !hasPoetryTable);
}

export const preferLateSourceCopyPage = definePage({
  rationale:
    'Docker keeps the result of a step as long as nothing that it copied has changed. Behind `COPY . .` the installation runs again after every change of a comment, minutes for a stack with PyTorch. With the requirements alone copied first it runs again only when they change.',
  exceptions:
    'An installation that builds the project itself needs its sources, for example where `pyproject.toml` reads the version from a module. Such steps are left alone.',
  references: ['https://docs.docker.com/build/cache/optimize/#order-your-layers'],
  bad: [
    {
      title: 'Everything first',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'pandas==2.2.3\n',
      },
    },
    {
      title: 'A folder of sources before the packages',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt ./
COPY tides/ tides/
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'tides/fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'Requirements first',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`,
        'requirements.txt': 'pandas==2.2.3\n',
      },
    },
    {
      title: 'A version that is read from the sources',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uv==0.5.9
COPY . .
RUN uv sync --frozen --no-dev
`,
        'pyproject.toml': `[project]
name = "tides"
dynamic = ["version"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.version]
path = "tides/__init__.py"
`,
        'uv.lock': '',
        'tides/__init__.py': '__version__ = "1.0.0"\n',
      },
    },
  ],
});
