import type { Span } from '../../base/span.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { Dockerfile, Project, Stage, StageInstruction } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { readInstallCommands, type InstallCommand } from '../../model/python-install-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findLacking, mayHave } from '../../rulekit/image-programs.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  install:
    '"{source}" is fetched with Git, which "{image}" does not have, so the build stops here.',
  runs: 'MLflow finds no Git in "{image}", so its runs do not say from which commit they are.',
} as const;

export const requireGit = defineRule({
  id: 'python/require-git',
  summary:
    'Require Git where packages are fetched with it, and where runs are to name their commit',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          const base = findLacking(stage);
          if (base?.programs.has('git') !== true) continue;
          for (const item of stage.instructions) {
            checkRun(item, { dockerfile, stage, project, image: base.image }, report);
          }
        }
      }
      const told = new Set<Stage>();
      for (const view of project.views.processes) {
        const { stage } = view;
        const base = stage === undefined ? undefined : findLacking(stage);
        if (stage === undefined || base?.programs.has('git') !== true || told.has(stage)) continue;
        if (!recordsRuns(view, project) || mayHave('git', stage) || !seesRepository(view, project))
          continue;
        told.add(stage);
        report.runs(stage.base?.at ?? stage.from.at, { image: base.image });
      }
    },
  },
});

interface Place {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly project: Project;
  readonly image: string;
}

function checkRun(item: StageInstruction, place: Place, report: Report<typeof messages>): void {
  const { script, variables, instruction } = item;
  if (instruction.keyword !== 'RUN' || script === undefined) return;
  for (const command of readInstallCommands(script, (name) => variables.get(name)?.value)) {
    const index = script.commands.findIndex(({ at }) => at.start === command.at.start);
    const found = findSource(command, item, place);
    if (found === undefined || mayHave('git', place.stage, { before: item, index })) continue;
    const related = found.at === undefined ? [] : [{ at: found.at, message: 'It is named here.' }];
    report.install(command.at, { source: found.text, image: place.image }, { related });
    return;
  }
}

interface Source {
  readonly text: string;
  readonly at: Span | undefined;
}

/** A repository that the command fetches, by itself or by a file that it reads. Poetry brings a Git of its own. */
function findSource(
  command: InstallCommand,
  item: StageInstruction,
  place: Place,
): Source | undefined {
  const { tool, action, words, options } = command;
  if (tool !== 'pip' && tool !== 'uv') return undefined;
  const values = options.flatMap(({ value }) => value ?? []);
  const own = [...words, ...values].find(({ text }) => text.includes('git+'));
  if (own !== undefined) return { text: own.text, at: undefined };
  if (action === 'sync') return findLockedSource(item, place);
  for (const { name, value } of options) {
    if (!/^(?:-r|--requirements?)$/.test(name) || value?.isKnown !== true) continue;
    const path = findOrigin(value.text, item, place);
    const list = path === undefined ? undefined : place.project.python.findRequirements(path);
    for (const { requirements, sources } of list?.groups ?? []) {
      const named = requirements.find(({ url }) => url?.startsWith('git+') === true);
      if (named !== undefined) return { text: named.name, at: named.at };
      const source = sources.find(({ text }) => text.startsWith('git+'));
      if (source !== undefined) return source;
    }
  }
  return undefined;
}

/** `tool.uv.sources` with a repository. */
function findLockedSource(item: StageInstruction, place: Place): Source | undefined {
  const path = findOrigin('pyproject.toml', item, place);
  const file = path === undefined ? undefined : place.project.python.dependencyFiles.get(path);
  if (file?.kind !== 'pyproject') return undefined;
  for (const [name, { kind, at }] of file.project?.sources ?? []) {
    if (kind === 'git') return { text: name, at };
  }
  return undefined;
}

function findOrigin(
  path: string,
  item: StageInstruction,
  { dockerfile, stage, project }: Place,
): string | undefined {
  const found = project.views.images.findInStage(
    dockerfile,
    stage,
    resolveInImage(item.workdir, path),
    item,
  );
  return found.kind === 'file' ? found.source : undefined;
}

/** True where a started program of the project opens runs. */
function recordsRuns({ targets, findOrigin: find }: ProcessView, { python }: Project): boolean {
  return targets.some(({ kind, text, folder }) => {
    if (kind === 'app' || (kind === 'script' && !text.endsWith('.py'))) return false;
    const path = resolveInImage(
      folder,
      kind === 'script' ? text : `${text.replaceAll('.', '/')}.py`,
    );
    const source = find(path);
    const facts = source === undefined ? undefined : python.sources.get(source);
    return facts?.mlflow.some(({ action }) => action === 'start-run') === true;
  });
}

/** True where the root of the repository is mounted with all that is in it. */
function seesRepository({ service }: ProcessView, { paths }: Project): boolean {
  if (service === undefined || paths.hasFile('.git/HEAD')) return service !== undefined;
  return service.mounts.some(({ kind, sourcePath }) => kind === 'bind' && sourcePath === '');
}

export const requireGitPage = definePage({
  rationale:
    'Both pip and uv call `git` for requirements that begin with `git+`, and slim images do not have it, so the build stops with "Cannot find command git". MLflow calls it to note the commit of a run; without it training works and its results cannot be traced to the code.',
  exceptions: 'Runs are judged only where the whole repository is mounted into the container.',
  references: ['https://pip.pypa.io/en/stable/topics/vcs-support/'],
  bad: [
    {
      title: 'A requirement that is a repository',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'tides @ git+https://example.org/tides.git@v1.0.0\n',
      },
    },
    {
      title: 'Runs without a commit',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
    working_dir: /repo
    command: python fit.py
    volumes:
      - .:/repo
`,
        Dockerfile: `FROM python:3.12-slim
RUN pip install --no-cache-dir mlflow==2.16.2
`,
        'fit.py': 'import mlflow\n\nwith mlflow.start_run():\n    mlflow.log_metric("rmse", 0.4)\n',
      },
    },
  ],
  good: [
    {
      title: 'Git is installed',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
`,
        'requirements.txt': 'tides @ git+https://example.org/tides.git@v1.0.0\n',
      },
    },
  ],
});
