import { nameOf } from '../../base/project-path.ts';
import { findModule } from '../../model/process-modules.ts';
import { type ProcessView } from '../../model/process-views.ts';
import { installsProject } from '../../model/project-installs.ts';
import type { Project } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import type { InstalledPackages } from '../../model/python-packages.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';
import { withoutSamples } from '../../rulekit/sample-paths.ts';

const messages = {
  missing: 'Python finds no module "{module}" in the container, so "{program}" stops at once.',
  attribute: '"{module}" defines no "{name}", so "{program}" stops at once.',
  near: 'Python finds no module "{module}" in the container; the project has "{near}".',
} as const;

export const requireCommandModule = defineRule({
  id: 'python/require-command-module',
  summary: 'Require modules that a container starts to be in it',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      const { processes, scripts } = project.views;
      for (const view of withoutSamples([...processes, ...scripts], project)) {
        check(view, project, report);
      }
    },
  },
});

function check(
  { targets, find, file, pythonPath, packages, stage }: ProcessView,
  project: Project,
  report: Report<typeof messages>,
): void {
  for (const { kind, text, word, folder, appFolder, program } of targets) {
    if (kind === 'script' || kind === 'file' || word.at.file !== file || folder === undefined)
      continue;
    const search = { find, folder, pythonPath, appFolder };
    const found = findModule(text, search);
    if (found === 'there' && kind === 'app') {
      const name = /:([A-Za-z_]\w*)$/.exec(word.text)?.[1];
      const place = find(resolveInImage(folder, `${text.replaceAll('.', '/')}.py`));
      const source = place.kind === 'file' ? place.source : undefined;
      const facts = source === undefined ? undefined : project.python.sources.get(source);
      if (name !== undefined && facts !== undefined && !defines(facts, name))
        report.attribute(word.at, { module: text, name, program });
    }
    if (found === 'there' || found === 'unknown') continue;
    const [top = ''] = text.split('.');
    if (found === 'none') {
      if (stage !== undefined && installsProject(stage, [], project.python)) continue;
      // Only a name that the project uses for code of its own cannot be a package from elsewhere.
      const isOwn =
        (project.python.sources.size > 0 && /^(?:celery|flask|faust)$/.test(program)) ||
        isOwnName(top, project, kind === 'app');
      if (!isOwn || mayHold(packages(), top)) continue;
    }
    const near = findCandidate(text, project);
    if (near === undefined) report.missing(word.at, { module: text, program });
    else report.near(word.at, { module: text, near });
  }
}

/** True where a module has a name, or may have it by way of something that nobody sees. */
function defines(
  { names, imports }: NonNullable<ReturnType<Project['python']['sources']['get']>>,
  name: string,
): boolean {
  if (names.size === 0 || names.has(name)) return true;
  return imports.some((one) => one.name === '*' || one.alias === name);
}

function isOwnName(top: string, { python, paths }: Project, isApp: boolean): boolean {
  if (isApp && /^(?:main|app|api|server|src|wsgi|asgi|backend|service)$/.test(top)) return true;
  return (
    [...python.sources.keys()].some(
      (path) =>
        nameOf(path) === `${top}.py` || path.startsWith(`${top}/`) || path.includes(`/${top}/`),
    ) && !paths.hasFile(`${top}.pyi`)
  );
}

/** True where the project itself, or something nobody knows, may have been installed under the name. */
function mayHold(packages: InstalledPackages | undefined, top: string): boolean {
  if (packages === undefined) return true;
  if (packages.packages.has(top.toLowerCase().replaceAll('_', '-'))) return true;
  return (
    packages.gaps.length > 0 ||
    [...packages.packages.values()].some(
      ({ at, installedAt }) =>
        // A project that is installed from its own folder names itself in the file.
        at.file.endsWith('pyproject.toml') && installedAt.file !== at.file,
    )
  );
}

/** The one file of the project that ends like the module. */
function findCandidate(module: string, { python }: Project): string | undefined {
  const name = `${module.split('.').at(-1) ?? module}.py`;
  const found = [...python.sources.keys()].filter((path) => nameOf(path) === name);
  return found.length === 1 ? found[0] : undefined;
}

export const requireCommandModulePage = definePage({
  rationale:
    'The module of `uvicorn package.module:app` or `python -m package.module` is looked up from the working directory, PYTHONPATH and the installed packages. After a move or with another COPY it is not there any more, and the container ends with "Could not import module".',
  exceptions:
    'Nothing is said where the project is installed as a package, or where something unknown may have made the file.',
  references: ['https://docs.python.org/3/using/cmdline.html#cmdoption-m'],
  bad: [
    {
      title: 'A module that moved into another package',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uvicorn==0.34.0
COPY demand ./demand
CMD ["uvicorn", "demand.web:app", "--host", "0.0.0.0"]
`,
        'demand/__init__.py': '',
        'demand/http/__init__.py': '',
        'demand/http/web.py': '',
      },
    },
    {
      title: 'A module that nobody has',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY demand ./demand
CMD ["python", "-m", "demand.evaluate"]
`,
        'demand/__init__.py': '',
        'demand/train.py': '',
      },
    },
    {
      title: 'A package whose content was copied without its folder',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY demand/ ./
CMD ["python", "-m", "demand.train"]
`,
        'demand/__init__.py': '',
        'demand/train.py': '',
      },
    },
    {
      title: 'A module without the name',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY web.py ./
CMD ["uvicorn", "web:application", "--host", "0.0.0.0"]
`,
        'web.py': 'app = object()\n',
      },
    },
  ],
  good: [
    {
      title: 'A package in a folder that --app-dir names',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY src ./src
CMD ["uvicorn", "demand.web:app", "--host", "0.0.0.0", "--app-dir", "src"]
`,
        'src/demand/__init__.py': '',
        'src/demand/web.py': '',
      },
    },
  ],
});
