import { joinPath, nameOf } from '../../base/project-path.ts';
import type { ProjectImages } from '../../model/image-files.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { findMissingIncludes } from '../../model/requirement-includes.ts';
import { readInstallCommands, type InstallCommand } from '../../model/python-install-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import {
  findLock,
  findLockedFile,
  hasNoLock,
  isLockMade,
  needsLock,
} from '../../rulekit/lock-files.ts';
import { findMissingOperands } from '../../rulekit/missing-operands.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  missing: 'Nothing puts "{path}" into the image before this RUN, so the build stops here.',
  near: 'Nothing puts "{path}" into the image before this RUN; there is "{near}".',
  included: '"{file}" reads "{path}", which nothing puts into the image before this RUN.',
  lock: '"{lock}" is not in the image here, so every build picks other versions.',
} as const;

export const requireRunFile = defineRule({
  id: 'project/require-run-file',
  summary: 'Require files that a RUN starts or installs from to be copied before it',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const images = project.views.images;
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          for (const item of stage.instructions) {
            if (item.instruction.keyword !== 'RUN' || item.script === undefined) continue;
            const place = { dockerfile, stage, images, project };
            checkRun(item, place, report);
            for (const { at, text, near } of findMissingOperands(item, place)) {
              if (near === undefined) report.missing(at, { path: text });
              else report.near(at, { path: text, near });
            }
          }
        }
      }
    },
  },
});

interface Place {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly images: ProjectImages;
  readonly project: Project;
}

function checkRun(
  item: StageInstruction,
  { dockerfile, stage, images, project }: Place,
  report: Report<typeof messages>,
): void {
  const { script, workdir, variables } = item;
  if (script === undefined) return;
  const commands = readInstallCommands(script, (name) => variables.get(name)?.value);
  for (const command of commands) {
    const folder = findFolder(command, workdir);
    if (folder === undefined) continue;
    // What an earlier command of the same RUN wrote is there, too.
    const made = new Set(commands.flatMap(({ output }) => output?.text ?? []));
    const isMissing = (path: string): boolean =>
      images.findInStage(dockerfile, stage, resolveInImage(folder, path), item).kind === 'missing';
    for (const { name, value } of command.options) {
      if (!/^(?:-r|--requirements?|-c|--constraints?|--file|-f)$/.test(name)) continue;
      if (name === '-f' && command.tool !== 'conda') continue;
      if (value?.isKnown !== true || /:\/\/|^[-/]dev/.test(value.text) || made.has(value.text))
        continue;
      if (isWritten(item, value.text)) continue;
      if (isMissing(value.text)) report.missing(value.at, { path: value.text });
      else if (command.tool !== 'conda') {
        const moment = { dockerfile, stage, item, images, python: project.python };
        for (const { path, at } of findMissingIncludes(
          resolveInImage(folder, value.text),
          moment,
        )) {
          const related = [{ at, message: 'It is read here.' }];
          if (!made.has(path) && !isWritten(item, path, 0))
            report.included(value.at, { file: value.text, path }, { related });
        }
      }
    }
    const lock = findLock(command);
    if (lock === undefined || isMissing(findLockedFile(command))) continue;
    if (isLockMade(command.tool, stage, item)) continue;
    if (needsLock(command) && isMissing(lock)) {
      report.missing(command.at, { path: lock });
      continue;
    }
    if (hasNoLock(command)) continue;
    const inProject = dockerfile.contexts.some(({ folder: context, ignoreFile }) => {
      const place = joinPath(context, lock) ?? lock;
      return project.paths.hasFile(place) && ignoreFile?.findMatch(lock) === undefined;
    });
    if (inProject && isMissing(lock)) report.lock(command.at, { lock });
  }
}

/** Where the command runs; undefined where a `cd` leads to nobody knows where. */
function findFolder({ folders }: InstallCommand, workdir: string | undefined): string | undefined {
  let folder = workdir;
  for (const next of folders) {
    if (next.includes('?') || next.includes('$')) return undefined;
    folder = resolveInImage(folder, next);
  }
  return folder;
}

/** True where more than `own` words of the RUN name the file, so that it may be made there. */
function isWritten({ script }: StageInstruction, path: string, own = 1): boolean {
  const name = nameOf(path);
  const uses = (script?.commands ?? []).flatMap(({ words, redirections }) => [
    ...words.map(({ plain }) => plain),
    ...redirections.map(({ target }) => target?.plain ?? ''),
  ]);
  return uses.filter((word) => nameOf(word).endsWith(name)).length > own;
}

export const requireRunFilePage = definePage({
  rationale:
    'A RUN sees what earlier instructions put into the image, not the build context and not what Compose mounts later. pip stops with "Could not open requirements file", and poetry or uv without their lock file resolve everything anew, so that each build may get other versions.',
  references: ['https://docs.docker.com/reference/dockerfile/#run---mount'],
  bad: [
    {
      title: 'Requirements that are copied too late',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`,
        'requirements.txt': 'pandas==2.2.3\n',
      },
    },
    {
      title: 'Requirements that read a file which stays outside',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': '-r base.txt\npandas==2.2.3\n',
        'base.txt': 'scipy==1.14.1\n',
      },
    },
    {
      title: 'A lock file that stays outside',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir poetry==1.8.3
COPY pyproject.toml ./
RUN poetry install --no-root
`,
        'pyproject.toml': '[tool.poetry]\nname = "tides"\nversion = "1.0.0"\n',
        'poetry.lock': '',
      },
    },
    {
      title: 'A path with a typing error',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv/tides
COPY start.sh ./
RUN chmod +x /src/tides/start.sh
`,
        'start.sh': '',
      },
    },
  ],
  good: [
    {
      title: 'A copy, and a mount',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
RUN --mount=type=bind,source=extra.txt,target=/tmp/extra.txt pip install --no-cache-dir -r /tmp/extra.txt
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'extra.txt': 'scipy==1.14.1\n',
      },
    },
  ],
});
