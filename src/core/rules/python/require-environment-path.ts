import {
  findHiddenEnvironment,
  findLoneVariable,
  findOnlyEnvironment,
  findOutsider,
  findStranger,
  findSubprocesses,
  isInEnvironment,
  type Subprocess,
} from '../../model/environment-path.ts';
import type { ProjectImages } from '../../model/image-files.ts';
import { findProcessTargets, findStageWorkdir } from '../../model/process-targets.ts';
import type { Dockerfile, Project, Stage } from '../../model/project.ts';
import type { PythonImages } from '../../model/python-image.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import {
  findServiceCommands,
  findServiceStage,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { findToolEnvironment } from '../../model/tool-environment.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireEnvironmentPath = defineRule({
  id: 'python/require-environment-path',
  summary: 'Require processes to run in the environment that the packages are in',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    outside: '"{program}" is looked up outside "{folder}", where the packages are.',
    tool: '"{program}" is looked up outside the environment of {tool}; "{tool} run" starts it inside.',
    child: '"{program}" is looked up outside "{folder}": PATH does not have it.',
    stranger:
      '"{program}" belongs to no environment of this image; the packages are in "{folder}".',
    alone: 'VIRTUAL_ENV alone activates nothing: "{folder}/bin" is not on PATH.',
  },
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const { python, images } = project.views;
      for (const dockerfile of project.dockerfiles) {
        const stage = dockerfile.stages.at(-1);
        if (stage === undefined) continue;
        const place = { project, dockerfile, stage, python, images };
        const lone = findLoneVariable(stage, dockerfile.tree.escape);
        if (lone !== undefined) {
          report.alone(lone.at, { folder: lone.folder });
          continue;
        }
        const commands = findStageCommands(stage);
        const isReplaced = dockerfile.uses.some(
          ({ service }) => (service.command ?? service.entrypoint) !== undefined,
        );
        const installed = python.findStagePackages(dockerfile, stage);
        const only = findOnlyEnvironment(installed);
        const stranger = only === undefined ? undefined : findStranger(commands, only);
        if (only !== undefined && stranger !== undefined && !isReplaced) {
          report.stranger(stranger.at, { program: stranger.text, folder: only });
        }
        const program = isReplaced ? undefined : findOutsider(commands, installed.packages);
        const folder = findHiddenEnvironment(only, stage, dockerfile.tree.escape);
        if (folder === undefined) {
          const tool = findToolEnvironment(stage, dockerfile.tree.escape, project);
          if (tool !== undefined && program !== undefined)
            report.tool(program.at, { program: program.text, tool });
          continue;
        }
        if (program !== undefined) report.outside(program.at, { program: program.text, folder });
        for (const child of findChildren(commands, place)) {
          report.child(child.at, { program: child.text, folder });
        }
        for (const { service } of dockerfile.uses) {
          if (service.command === undefined || findServiceStage(service) !== stage) continue;
          // A PATH of its own may have the environment.
          if (service.environment.some(({ name }) => name === 'PATH')) continue;
          const own = findOutsider(findServiceCommands(service), installed.packages);
          if (own?.at.file !== service.entry.at.file) continue;
          report.outside(own.at, { program: own.text, folder });
        }
      }
    },
  },
});

interface Place {
  readonly project: Project;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly python: PythonImages;
  readonly images: ProjectImages;
}

/** Programs that the started script starts by their bare names. */
function findChildren(commands: readonly StartedCommand[], place: Place): readonly Subprocess[] {
  const { project, dockerfile, stage, python, images } = place;
  const target = findProcessTargets(commands, findStageWorkdir(stage)).at(-1);
  if (target?.kind !== 'script' || target.folder === undefined) return [];
  const path = resolveInImage(target.folder, target.text);
  const found = images.findInStage(dockerfile, stage, path);
  const facts =
    found.kind === 'file' && found.source !== undefined
      ? project.python.sources.get(found.source)
      : undefined;
  return (facts === undefined ? [] : findSubprocesses(facts)).filter(({ text }) =>
    isInEnvironment(text, python.findStagePackages(dockerfile, stage).packages),
  );
}

export const requireEnvironmentPathPage = definePage({
  rationale:
    'An environment is used by calling its programs. `python` without a path is the first one on PATH, the Python of the image, which does not have the packages: the container stops with "No module named". VIRTUAL_ENV only tells some tools where the environment is. Putting its `bin` on PATH with ENV activates it for every RUN, for CMD, and for programs that the process starts.',
  references: ['https://docs.python.org/3/library/venv.html#how-venvs-work'],
  bad: [
    {
      title: 'Packages in one Python, the process in another',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /opt/venv
COPY fit.py ./
RUN /opt/venv/bin/pip install --no-cache-dir pandas==2.2.3
CMD ["python", "fit.py"]
`,
        'fit.py': 'import pandas\n',
      },
    },
    {
      title: 'An environment that Poetry made',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir poetry==1.8.3
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root
COPY fit.py ./
CMD ["python", "fit.py"]
`,
        'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\npandas = "^2"\n',
        'poetry.lock': '[[package]]\nname = "pandas"\nversion = "2.2.3"\n',
        'fit.py': 'import pandas\n',
      },
    },
    {
      title: 'A program that the process starts',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /opt/venv
COPY serve.py ./
RUN /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0
CMD ["/opt/venv/bin/python", "serve.py"]
`,
        'serve.py': 'import subprocess\n\nsubprocess.run(["gunicorn", "api:app"])\n',
      },
    },
    {
      title: 'An environment that is not there',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /opt/venv
RUN /opt/venv/bin/pip install --no-cache-dir pandas==2.2.3
CMD ["/srv/.venv/bin/python", "-c", "import pandas"]
`,
      },
    },
    {
      title: 'VIRTUAL_ENV without PATH',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
ENV VIRTUAL_ENV=/opt/venv
RUN python -m venv $VIRTUAL_ENV
RUN pip install --no-cache-dir pandas==2.2.3
`,
      },
    },
  ],
  good: [
    {
      title: 'The environment on PATH',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
ENV VIRTUAL_ENV=/opt/venv
RUN python -m venv $VIRTUAL_ENV
ENV PATH="$VIRTUAL_ENV/bin:$PATH"
COPY fit.py ./
RUN pip install --no-cache-dir pandas==2.2.3
CMD ["python", "fit.py"]
`,
        'fit.py': 'import pandas\n',
      },
    },
  ],
});
