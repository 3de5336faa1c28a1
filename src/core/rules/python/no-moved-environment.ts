import { relativeTo } from '../../base/project-path.ts';
import { consolePrograms, findPathFolders } from '../../model/environment-path.ts';
import type { Dockerfile, Stage } from '../../model/project.ts';
import type { PythonImages } from '../../model/python-image.ts';
import { findStageCommands } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noMovedEnvironment = defineRule({
  id: 'python/no-moved-environment',
  summary: 'Disallow programs of an environment that was copied to another path',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    moved: '"{program}" starts "{from}/bin/python", where the environment was made, and fails.',
  },
  on: {
    stage(stage, report, { dockerfile, project }) {
      if (dockerfile === undefined || dockerfile.stages.at(-1) !== stage) return;
      const python = project.views.python;
      const program = findStageCommands(stage).at(-1)?.words[0];
      if (program === undefined) return;
      for (const { from, to } of findMoves(dockerfile, stage, python)) {
        const path = findPathFolders(stage, dockerfile.tree.escape);
        const name = findProgram(program.text, to, path);
        if (name === undefined || /^python[\d.]*$/.test(name)) continue;
        const { packages } = python.findStagePackages(dockerfile, stage);
        if (packages.get(consolePrograms.get(name) ?? name)?.location !== to) continue;
        report.moved(program.at, { program: program.text, from });
      }
    },
  },
});

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Environments that `COPY --from` of an earlier stage puts at another path. */
function findMoves(dockerfile: Dockerfile, stage: Stage, python: PythonImages): readonly Move[] {
  return stage.instructions.flatMap(({ copy }) => {
    const origin = dockerfile.stages.find(
      ({ name, index }) =>
        name?.toLowerCase() === copy?.from?.toLowerCase() || String(index) === copy?.from,
    );
    const [source] = copy?.sources ?? [];
    if (copy?.from === undefined || origin === undefined || copy.sources.length !== 1) return [];
    const { packages } = python.findStagePackages(dockerfile, origin);
    const from = trim(source?.text ?? '');
    const to = trim(copy.destination.text);
    const isMade = [...packages.values()].some(({ location }) => location === from);
    const isRelocatable = origin.variables.has('UV_VENV_RELOCATABLE');
    const isPlain = to.startsWith('/') && !to.includes('$') && /env/.test(from);
    if (!isMade || !isPlain || isRelocatable || relativeTo(from, to) === '') return [];
    return [{ from, to }];
  });
}

function trim(path: string): string {
  return path.replace(/\/+$/, '');
}

/** The name of a program of the environment, called by its path or found on PATH. */
function findProgram(text: string, folder: string, path: readonly string[]): string | undefined {
  if (text.startsWith(`${folder}/bin/`)) return text.slice(folder.length + '/bin/'.length);
  return text.includes('/') || !path.includes(`${folder}/bin`) ? undefined : text;
}

export const noMovedEnvironmentPage = definePage({
  rationale:
    'The programs of an environment, such as `uvicorn` or `kedro`, are small scripts whose first line has the full path of its Python. After a copy to another path that Python is not there, and the container ends with "no such file or directory" although the file is.',
  exceptions: '`python -m uvicorn` works in a copied environment, since no such line is read.',
  references: ['https://docs.python.org/3/library/venv.html#how-venvs-work'],
  bad: [
    {
      title: 'Made in one folder, started in another',
      files: {
        Dockerfile: `FROM python:3.12-slim AS build
WORKDIR /build
RUN python -m venv /build/.venv
COPY requirements.txt .
RUN /build/.venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.12-slim
WORKDIR /srv
COPY --from=build /build/.venv /srv/.venv
COPY tides.py .
CMD ["/srv/.venv/bin/uvicorn", "tides:app", "--host", "0.0.0.0"]
`,
        'requirements.txt': 'fastapi==0.115.6\nuvicorn==0.34.0\n',
        'tides.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      },
    },
  ],
  good: [
    {
      title: 'The same path in both stages',
      files: {
        Dockerfile: `FROM python:3.12-slim AS build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.12-slim
WORKDIR /srv
COPY --from=build /opt/venv /opt/venv
COPY tides.py .
CMD ["/opt/venv/bin/uvicorn", "tides:app", "--host", "0.0.0.0"]
`,
        'requirements.txt': 'fastapi==0.115.6\nuvicorn==0.34.0\n',
        'tides.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      },
    },
  ],
});
