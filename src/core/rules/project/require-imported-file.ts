import type { Span } from '../../base/span.ts';
import { folderOf, joinPath } from '../../base/project-path.ts';
import {
  findMissingSiblings,
  findTargetPath,
  hasSearchPath,
  findMissingReads,
} from '../../model/missing-imports.ts';
import { findModule } from '../../model/process-modules.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { Project } from '../../model/project.ts';
import { imageFolderOf, resolveInImage } from '../../model/python-image-files.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  module: '"{script}" imports "{module}", and nothing puts "{file}" into the container.',
  file: '"{script}" reads "{file}", and nothing puts it into the container.',
  argument: '"{file}" is in the project, and nothing puts it into the container.',
} as const;

export const requireImportedFile = defineRule({
  id: 'project/require-imported-file',
  summary: 'Require what a started script imports and reads to be in the container',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const view of project.views.processes) {
        for (const target of view.targets) {
          const path = findTargetPath(target);
          if (target.word.at.file !== view.file || path === undefined) continue;
          const found = view.find(path);
          if (found.kind !== 'file' || found.source === undefined) continue;
          if (target.kind === 'script') checkArguments(target, { view, project }, report);
          const at = found.by?.instruction.at ?? target.word.at;
          checkScript({ path, source: found.source, target, at }, { view, project }, report);
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

/** `train.py --params params.yaml`, where the file lies beside the Dockerfile. */
function checkArguments(
  { rest, program, text, folder }: Target,
  { view, project }: Place,
  report: Report<typeof messages>,
): void {
  if (!text.endsWith('.py')) return;
  for (const [index, { text: word, at }] of rest.entries()) {
    const before = rest[index - 1]?.text ?? '';
    if (/out|save|dest|log|write|result/i.test(before) || program === '') continue;
    if (!/^[\w./-]+\.(?:ya?ml|json|toml|ini|cfg|conf)$/.test(word) || word.startsWith('/'))
      continue;
    if (at.file !== view.file) continue;
    const found = view.find(resolveInImage(folder, word));
    const inProject = joinPath(folderOf(view.file), word) ?? word;
    if (found.kind === 'missing' && project.paths.hasFile(inProject))
      report.argument(at, { file: word });
  }
}

function checkScript(
  script: {
    readonly path: string;
    readonly source: string;
    readonly target: Target;
    /** What brings the script, and could bring the rest. */
    readonly at: Span;
  },
  { view, project }: Place,
  report: Report<typeof messages>,
): void {
  const { path, source, target } = script;
  const facts = project.python.sources.get(source);
  if (facts === undefined) return;
  const { folder = '/' } = target;
  const find = (place: string): ReturnType<typeof view.find> => view.find(place);
  // Streamlit and Python both look beside the script first.
  const search = {
    find,
    folder: target.kind === 'script' ? imageFolderOf(path) : folder,
    pythonPath: view.pythonPath,
    appFolder: undefined,
  };
  const told = new Set<string>();
  const isScript = target.kind === 'script';
  for (const { module, level, isOptional, isTopLevel, moduleAt } of facts.imports) {
    if (level > 0 || isOptional || !isTopLevel || module === '' || !isScript) continue;
    const [top = ''] = module.split('.');
    // What runs outside finds modules beside the script.
    const beside = joinPath(folderOf(source), top) ?? top;
    const file = [`${beside}.py`, `${beside}/__init__.py`].find((one) =>
      project.paths.hasFile(one),
    );
    if (file === undefined || told.has(top) || hasSearchPath(facts)) continue;
    if (findModule(top, search) !== 'none') continue;
    if (view.packages()?.packages.has(top.replaceAll('_', '-')) !== false) continue;
    told.add(top);
    report.module(
      script.at,
      { script: target.text, module: top, file },
      { related: [{ at: moduleAt, message: 'The import is here.' }] },
    );
  }
  const place = { source, path, folder, find, paths: project.paths };
  for (const { module, file, at } of findMissingSiblings(facts, place)) {
    const related = [{ at, message: 'The import is here.' }];
    report.module(script.at, { script: target.text, module, file }, { related });
  }
  for (const { text, at } of findMissingReads(facts, place)) {
    const related = [{ at, message: 'The script reads it here.' }];
    report.file(script.at, { script: target.text, file: text }, { related });
  }
}

export const requireImportedFilePage = definePage({
  rationale:
    'A script that runs in a checkout finds its neighbors; in the image there is only what COPY brought. The container ends at the first import or open with "No module named" or "No such file".',
  exceptions:
    'Imports in `try` blocks and functions, and scripts that change `sys.path`, are left alone.',
  bad: [
    {
      title: 'A module that was not copied',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY serve.py ./
CMD ["python", "serve.py"]
`,
        'serve.py': 'from scaling import scale\n\nscale()\n',
        'scaling.py': 'def scale():\n    return 1\n',
      },
    },
    {
      title: 'Settings that were not copied',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY jobs ./jobs
CMD ["python", "jobs/gate.py"]
`,
        'jobs/gate.py': 'import json\n\nlimits = json.load(open("config/limits.json"))\n',
        'config/limits.json': '{}\n',
      },
    },
    {
      title: 'An argument that an ignore file keeps out',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["python", "tune.py", "--params", "params.yaml"]
`,
        '.dockerignore': '*.yaml\n',
        'tune.py': '',
        'params.yaml': 'trials: 40\n',
      },
    },
  ],
  good: [
    {
      title: 'All of it copied',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY serve.py scaling.py ./
CMD ["python", "serve.py"]
`,
        'serve.py': 'from scaling import scale\n\nscale()\n',
        'scaling.py': 'def scale():\n    return 1\n',
      },
    },
  ],
});
