import { folderOf, joinPath, nameOf } from '../../base/project-path.ts';
import { findCopySources } from '../../model/copy-sources.ts';
import { findOnlyEnvironment } from '../../model/environment-path.ts';
import type { Dockerfile, Project, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noCopiedEnvironment = defineRule({
  id: 'project/no-copied-environment',
  summary: 'Disallow copying an environment of this machine over the one of the image',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    copied:
      'This copies a "{folder}" of the host over that of the image; no ignore file leaves it out.',
  },
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const dockerfile of project.dockerfiles) {
        for (const { item, word, path, isOutside } of findCopySources(dockerfile)) {
          if (isOutside || path !== '' || item.copy?.from !== undefined) continue;
          const environment = findOverwritten(item, dockerfile, project);
          if (environment === undefined) continue;
          const folder = nameOf(environment);
          const isSent = dockerfile.contexts.every(
            (context) => context.ignoreFile?.findMatch(folder) === undefined,
          );
          const known = dockerfile.contexts.every(({ folder: context }) =>
            isOnHost(context, folder, project),
          );
          if (isSent && known) report.copied(word.at, { folder });
        }
      }
    },
  },
});

/** The environment that was made before where the files go, and is not made again behind them. */
function findOverwritten(
  item: StageInstruction,
  dockerfile: Dockerfile,
  { views }: Project,
): string | undefined {
  const { stage, copy, workdir } = item;
  if (stage === undefined || copy === undefined) return undefined;
  const environment = findOnlyEnvironment(views.python.findStagePackages(dockerfile, stage));
  if (environment === undefined || !/^\.?venv$/.test(nameOf(environment))) return undefined;
  if (folderOf(environment) !== resolveInImage(workdir, copy.destination.text)) return undefined;
  const at = stage.instructions.indexOf(item);
  const isMadeAgain = stage.instructions
    .slice(at + 1)
    .some(({ instruction, script }) => instruction.keyword === 'RUN' && fills(script));
  return isMadeAgain || !stage.instructions.slice(0, at).some(({ script }) => fills(script))
    ? undefined
    : environment;
}

function fills(script: StageInstruction['script']): boolean {
  return findPrograms(script).some(({ name, arguments: words }) =>
    /^(?:uv|poetry|pip3?|pdm|python3?|(?:ba)?sh|make)$/.test(nameOf(name))
      ? words.some(({ plain }) => /^(?:sync|install|venv)$|\.sh$/.test(plain))
      : name.endsWith('.sh'),
  );
}

/** True where whoever works on the project has such a folder beside the files. */
function isOnHost(context: string, folder: string, { snapshot, views }: Project): boolean {
  const path = joinPath(context, folder) ?? folder;
  const lock = joinPath(context, 'uv.lock') ?? 'uv.lock';
  if (folder === '.venv' && snapshot.files.has(lock)) return true;
  return (
    views.gitIgnore.isIgnored(path) ||
    [...snapshot.files.keys()].some((file) => file.startsWith(`${path}/`))
  );
}

export const noCopiedEnvironmentPage = definePage({
  rationale:
    'Many developers, and uv by itself, keep the environment in `.venv` beside the code. A COPY of the whole folder behind the installation puts it over the one that was just made: its Python lies at a path that the image does not have, and its compiled packages may be for another system.',
  exceptions: 'Nothing is said where an installation behind the COPY makes the environment again.',
  references: ['https://docs.astral.sh/uv/guides/integration/docker/'],
  bad: [
    {
      title: 'The environment of uv',
      files: {
        Dockerfile: `FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /usr/local/bin/uv
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project
COPY . .
CMD ["uv", "run", "fit.py"]
`,
        'pyproject.toml': `[project]
name = "tides"
version = "1.0"
dependencies = ["numpy==2.1.3"]
`,
        'uv.lock': `version = 1

[[package]]
name = "numpy"
version = "2.1.3"
`,
        'fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'An ignore file that leaves it out',
      files: {
        Dockerfile: `FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.5.11 /uv /usr/local/bin/uv
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project
COPY . .
CMD ["uv", "run", "fit.py"]
`,
        '.dockerignore': '.venv\n',
        'pyproject.toml': `[project]
name = "tides"
version = "1.0"
dependencies = ["numpy==2.1.3"]
`,
        'uv.lock': `version = 1

[[package]]
name = "numpy"
version = "2.1.3"
`,
        'fit.py': '',
      },
    },
  ],
});
