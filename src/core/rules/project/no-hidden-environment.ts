import { relativeTo } from '../../base/project-path.ts';
import { findOnlyEnvironment, findPathFolders } from '../../model/environment-path.ts';
import type { Mount, Service, Stage } from '../../model/project.ts';
import { findServiceCommands, findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noHiddenEnvironment = defineRule({
  id: 'project/no-hidden-environment',
  summary: 'Disallow mounts over the folder that the Python packages of an image are in',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    hidden: 'This mount hides "{folder}", where the image has its Python packages.',
  },
  on: {
    fileSet({ services }, report, { project }) {
      if (project.snapshot.isPartial) return;
      const python = project.views.python;
      for (const service of services) {
        const hasBind = service.mounts.some(({ kind }) => kind === 'bind');
        const stage = hasBind ? findServiceStage(service) : undefined;
        const packages = stage === undefined ? undefined : python.findServicePackages(service);
        const folder = packages === undefined ? undefined : findOnlyEnvironment(packages);
        if (stage === undefined || folder === undefined) continue;
        const mount = findCover(service.mounts, folder);
        if (mount?.kind !== 'bind' || mount.sourcePath === undefined) continue;
        if (!usesEnvironment(service, stage, folder)) continue;
        report.hidden(mount.at, { folder });
      }
    },
  },
});

/** The mount that decides what is at a path: the innermost. */
function findCover(mounts: readonly Mount[], path: string): Mount | undefined {
  return mounts
    .filter(({ target }) => relativeTo(trim(target).slice(1), path.slice(1)) !== undefined)
    .toSorted((a, b) => trim(a.target).length - trim(b.target).length)
    .at(-1);
}

function trim(path: string): string {
  return path.replace(/\/+$/, '');
}

/** True where the process starts in the environment. `uv run` and the like make it anew where it is missing. */
function usesEnvironment(service: Service, stage: Stage, folder: string): boolean {
  const program = findServiceCommands(service).at(-1)?.words[0]?.text;
  if (program === undefined || /^(?:uv|poetry|pipenv|pdm|hatch)$/.test(program)) return false;
  if (program.startsWith(`${folder}/bin/`)) return true;
  const escape = service.build?.file?.tree.escape ?? '\\';
  return (
    !/[/.]/.test(program) &&
    !/^(?:ba)?sh$/.test(program) &&
    findPathFolders(stage, escape).includes(`${folder}/bin`)
  );
}

export const noHiddenEnvironmentPage = definePage({
  rationale:
    'A bind mount puts a folder of the host over what the image has at that path. With `.:/app` the environment in `/app/.venv` is gone, and the process does not find its packages, or finds those of the host, which were built for another system.',
  exceptions: 'A volume at the environment itself keeps what the image has there.',
  references: ['https://docs.docker.com/engine/storage/bind-mounts/'],
  bad: [
    {
      title: 'The project over its environment',
      files: {
        'compose.yaml': `services:
  api:
    build: .
    volumes:
      - .:/srv
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /srv/.venv
ENV PATH=/srv/.venv/bin:$PATH
COPY requirements.txt fit.py ./
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python", "fit.py"]
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'fit.py': 'import pandas\n',
      },
    },
  ],
  good: [
    {
      title: 'An environment elsewhere, or a volume for it',
      files: {
        'compose.yaml': `services:
  api:
    build: .
    volumes:
      - .:/srv
      - /srv/.venv
  other:
    build:
      context: .
      dockerfile: other.Dockerfile
    volumes:
      - .:/srv
`,
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /srv/.venv
ENV PATH=/srv/.venv/bin:$PATH
COPY requirements.txt fit.py ./
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python", "fit.py"]
`,
        'other.Dockerfile': `FROM python:3.12-slim
WORKDIR /srv
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt fit.py ./
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python", "fit.py"]
`,
        'requirements.txt': 'pandas==2.2.3\n',
        'fit.py': 'import pandas\n',
      },
    },
  ],
});
