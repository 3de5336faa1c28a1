import { folderOf } from '../../base/project-path.ts';
import { findElsewhere, isAbsent, isNamed } from '../../model/module-places.ts';
import { findModule } from '../../model/process-modules.ts';
import type { ProcessView } from '../../model/process-views.ts';
import { installsProject } from '../../model/project-installs.ts';
import type { Project } from '../../model/project.ts';
import { resolveInImage, imageFolderOf } from '../../model/python-image-files.ts';
import { standardModules } from '../../model/python-standard-modules.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  script:
    'Python looks for "{module}" beside "{script}" and not in "{folder}", so the import fails.',
  absent: '"{script}" imports "{module}", and nothing puts it into the container.',
  module: '"{script}" imports "{module}", which lies in "{folder}", where Python does not look.',
} as const;

export const requireImportPath = defineRule({
  id: 'python/require-import-path',
  summary: 'Require modules of the project to be found from where the program starts',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const view of project.views.processes) {
        if (changesPath(view, project)) continue;
        for (const target of view.targets) {
          if (target.word.at.file === view.file) checkTarget(target, { view, project }, report);
        }
      }
    },
  },
});

type Target = ProcessView['targets'][number];

interface Place {
  readonly view: ProcessView;
  readonly project: Project;
}

/** True where modules may be found in more places than the model knows. */
function changesPath({ commands, stage, service }: ProcessView, project: Project): boolean {
  const isSet = commands.some(({ words, assignments = [] }) =>
    [...words, ...assignments].some(({ text }) => text.startsWith('PYTHONPATH=')),
  );
  if (isSet) return true;
  const stages = project.dockerfiles.find(
    ({ stages: own }) => stage !== undefined && own.includes(stage),
  )?.stages;
  if (stage !== undefined && installsProject(stage, stages ?? [], project.python)) return true;
  return service?.command?.script?.commands.some(({ words }) => words[0]?.plain === 'pip') === true;
}

function checkTarget(
  target: Target,
  { view, project }: Place,
  report: Report<typeof messages>,
): void {
  const { kind, text, folder, program, word, appFolder } = target;
  if (folder === undefined || program === 'fastapi' || appFolder !== undefined) return;
  const isScript = kind === 'script';
  if (isScript && (!text.endsWith('.py') || isStartedByModule(target, view))) return;
  const path = resolveInImage(folder, isScript ? text : `${text.replaceAll('.', '/')}.py`);
  const found = view.find(path);
  const source = found.kind === 'file' ? found.source : undefined;
  const facts = source === undefined ? undefined : project.python.sources.get(source);
  if (source === undefined || facts === undefined) return;
  if (facts.calls.some(({ name }) => /^(?:sys\.path|site\.)/.test(name))) return;
  const search = {
    find: (place: string) => view.find(place),
    folder: isScript ? imageFolderOf(path) : folder,
    // Relative ones count from the working directory.
    pythonPath: view.pythonPath
      .split(':')
      .map((one) => (one === '' || one.includes('$') ? one : resolveInImage(folder, one)))
      .join(':'),
    appFolder: undefined,
  };
  for (const { module, level, isOptional, isTopLevel, moduleAt } of facts.imports) {
    const [top = ''] = module.split('.');
    if (level > 0 || isOptional || !isTopLevel || top === '' || standardModules.has(top)) continue;
    const place = findElsewhere(module, source, project);
    if (place === undefined || findModule(top, search) !== 'none') continue;
    const packages = view.packages();
    const isInstalled = packages?.packages.has(top.toLowerCase().replaceAll('_', '-')) ?? true;
    if (isInstalled || packages?.gaps.some(({ reason }) => reason !== 'base') === true) continue;
    if (isAbsent(top, { place, source, path, view })) {
      // With a file or a package of that name beside the script another rule speaks.
      if (isScript && !isAbove(place, source) && isNamed(top, place, project)) continue;
      const at = found.kind === 'file' ? found.by?.instruction.at : undefined;
      const data = { script: text, module: top };
      report.absent(at ?? word.at, data, {
        related: [{ at: moduleAt, message: 'The import is here.' }],
      });
      return;
    }
    const data = { script: text, module: top, folder: place === '' ? '.' : place };
    const related = [{ at: moduleAt, message: 'The import is here.' }];
    if (isScript && isAbove(place, source)) report.script(word.at, data, { related });
    else report.module(word.at, data, { related });
    return;
  }
}

/** `python -m streamlit run …` looks in the working directory, too. */
function isStartedByModule({ word }: Target, { commands }: ProcessView): boolean {
  return commands.some(({ words }) => {
    const at = words.indexOf(word);
    return at > 0 && words.slice(0, at).some(({ text }) => /^-[a-zA-Z]*m$/.test(text));
  });
}

function isAbove(folder: string, source: string): boolean {
  return folder !== folderOf(source);
}

export const requireImportPathPage = definePage({
  rationale:
    'Python puts the folder of the script on its search path, not the working directory; with `-m`, uvicorn and gunicorn it is the other way round. A program that imports its own package by name from inside of it, or its neighbors from outside, works in an editor that sets the path and ends with "No module named" in the container.',
  exceptions:
    'Nothing is said where PYTHONPATH is set for the folder, `sys.path` is changed, or the project is installed as a package.',
  references: ['https://docs.python.org/3/library/sys_path_init.html'],
  bad: [
    {
      title: 'A script that is started inside its own package',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY tides/ ./tides/
CMD ["python", "tides/fit.py"]
`,
        'tides/__init__.py': '',
        'tides/fit.py': 'from tides.grid import halve\n\nhalve()\n',
        'tides/grid.py': 'def halve():\n    return 1\n',
      },
    },
    {
      title: 'A module that imports its neighbor as if it were started there',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uvicorn==0.34.0
COPY api/ ./api/
CMD ["uvicorn", "api.web:app", "--host", "0.0.0.0"]
`,
        'api/web.py': 'from grid import halve\n\napp = halve()\n',
        'api/grid.py': 'def halve():\n    return 1\n',
      },
    },
    {
      title: 'A module that was not copied',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir uvicorn==0.34.0
COPY web.py ./
CMD ["uvicorn", "web:app", "--host", "0.0.0.0"]
`,
        'web.py': 'from grid import halve\n\napp = halve()\n',
        'grid.py': 'def halve():\n    return 1\n',
      },
    },
  ],
  good: [
    {
      title: 'As a module, and with the search path set',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY tides/ ./tides/
CMD ["python", "-m", "tides.fit"]
`,
        'jobs/Dockerfile': `FROM python:3.12-slim
WORKDIR /srv
ENV PYTHONPATH=/srv
COPY tides/ ./tides/
CMD ["python", "tides/fit.py"]
`,
        'tides/__init__.py': '',
        'tides/fit.py': 'from tides.grid import halve\n\nhalve()\n',
        'tides/grid.py': 'def halve():\n    return 1\n',
      },
    },
  ],
});
