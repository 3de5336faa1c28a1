import type { Span } from '../../base/span.ts';
import { packagePythons } from '../../model/package-pythons.data.ts';
import type { ProcessView } from '../../model/process-views.ts';
import { findOwnInstalls } from '../../model/project-installs.ts';
import type { Dockerfile, FileSet, Project, Stage } from '../../model/project.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { findStagePython } from '../../model/python-interpreter.ts';
import { collectSharedSources, findPickleUse } from '../../model/python-pickles.ts';
import { areDisjoint, getRange } from '../../model/python-specifiers.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  pickle: '"{writer}" pickles this with Python {other}, and Python {own} may fail to load it.',
  project: 'The project asks for Python {wanted}, and the image has {own}.',
  package: '{package} {version} is for Python 3.{first} to 3.{last}, and the image has {own}.',
} as const;

export const noPythonMismatch = defineRule({
  id: 'python/no-python-mismatch',
  summary: 'Disallow a Python that the project, its packages or its pickles are not made for',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) checkStage({ dockerfile, stage, project }, report);
      }
      for (const fileSet of project.fileSets) checkPickles(fileSet, project, report);
    },
  },
});

interface Place {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly project: Project;
}

interface Python {
  readonly minor: number;
  readonly text: string;
  readonly at: Span;
}

function findPython(stage: Stage | undefined): Python | undefined {
  const fact = stage === undefined ? undefined : findStagePython(stage);
  const [major, minor] = fact?.version?.release ?? [];
  return fact === undefined || major !== 3 || minor === undefined
    ? undefined
    : { minor, text: `3.${String(minor)}`, at: fact.at };
}

function checkStage({ dockerfile, stage, project }: Place, report: Report<typeof messages>): void {
  const own = findPython(stage);
  if (own === undefined || stage.parent !== undefined) return;
  checkPackages(own, { dockerfile, stage, project }, report);
  for (const item of stage.instructions) {
    for (const { command, folder } of findOwnInstalls(item)) {
      // uv fetches the Python that a project asks for.
      if (command.tool === 'uv' || command.program.text.endsWith('uv')) continue;
      const path = resolveInImage(folder, 'pyproject.toml');
      const found = project.views.images.findInStage(dockerfile, stage, path, item);
      const source = found.kind === 'file' ? found.source : undefined;
      const file = source === undefined ? undefined : project.python.dependencyFiles.get(source);
      for (const { isConstraintRead, specifiers, text, at } of file?.python ?? []) {
        const next = `3.${String(own.minor + 1)}`;
        const range = getRange([
          { operator: '>=', version: own.text },
          { operator: '<', version: next },
        ]);
        if (!isConstraintRead || !areDisjoint(getRange(specifiers), range)) continue;
        const related = [{ at, message: 'The project says so here.' }];
        report.project(own.at, { wanted: text, own: own.text }, { related });
        return;
      }
    }
  }
}

function checkPackages(
  own: Python,
  { dockerfile, stage, project }: Place,
  report: Report<typeof messages>,
): void {
  const { packages } = project.views.python.findStagePackages(dockerfile, stage);
  for (const { name, version, evidence, at } of packages.values()) {
    if (version === undefined || evidence !== 'named') continue;
    const release = version.release.slice(0, 2).join('.');
    const known = packagePythons.get(name)?.find(([one]) => one === release);
    if (known === undefined || (own.minor >= known[1] && own.minor <= known[2])) continue;
    const related = [{ at, message: 'The version is named here.' }];
    const data = { package: name, version: version.text, own: own.text };
    const range = { first: String(known[1]), last: String(known[2]) };
    report.package(own.at, { ...data, ...range }, { related });
    return;
  }
}

function checkPickles(fileSet: FileSet, project: Project, report: Report<typeof messages>): void {
  const views = project.views.processes.filter(
    ({ service }) => service !== undefined && fileSet.services.includes(service),
  );
  const uses = views.map((view) => ({ view, ...findPickleUse(view, project) }));
  for (const { view: reader } of uses.filter(({ reads }) => reads)) {
    const own = findPython(reader.stage);
    const sources = collectSharedSources(reader);
    const writer = uses.find(
      ({ view, writes }) =>
        writes && view !== reader && isOther(view, own) && shares(view, sources),
    );
    const other = findPython(writer?.view.stage);
    if (own === undefined || writer === undefined || other === undefined) continue;
    const related = [{ at: other.at, message: 'The other Python is here.' }];
    const name = writer.view.service?.name ?? '';
    report.pickle(own.at, { own: own.text, other: other.text, writer: name }, { related });
  }
}

function isOther({ stage }: ProcessView, own: Python | undefined): boolean {
  const other = findPython(stage);
  return own !== undefined && other !== undefined && other.minor !== own.minor;
}

function shares(view: ProcessView, sources: ReadonlySet<string>): boolean {
  return [...collectSharedSources(view)].some((source) => sources.has(source));
}

export const noPythonMismatchPage = definePage({
  rationale:
    'Packages have wheels for some releases of Python, and a project says which it supports: elsewhere the installation stops or starts a compiler. Pickles hold bytecode and the inner layout of objects, so a model that one Python wrote may not load in another although every package is equal.',
  exceptions: 'Projects that uv installs are left alone: it fetches the Python that they ask for.',
  references: ['https://docs.python.org/3/library/pickle.html'],
  bad: [
    {
      title: 'A model of another Python',
      files: {
        'compose.yaml': `services:
  fit:
    build: ./fit
    volumes: ["models:/models"]
  serve:
    build: ./serve
    volumes: ["models:/models:ro"]
volumes:
  models:
`,
        'fit/Dockerfile':
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.py ./\nCMD ["python", "fit.py"]\n',
        'fit/fit.py':
          'import joblib\n\nwith open("/models/a.pkl", "wb") as file:\n    joblib.dump({}, file)\n',
        'serve/Dockerfile':
          'FROM python:3.10-slim\nWORKDIR /srv\nCOPY serve.py ./\nCMD ["python", "serve.py"]\n',
        'serve/serve.py':
          'import joblib\n\nwith open("/models/a.pkl", "rb") as file:\n    print(joblib.load(file))\n',
      },
    },
    {
      title: 'A project and a package that ask for another Python',
      files: {
        Dockerfile: `FROM python:3.13-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN pip install --no-cache-dir tensorflow==2.15.0
RUN pip install --no-cache-dir .
`,
        'pyproject.toml': '[project]\nname = "tides"\nrequires-python = ">=3.10,<3.13"\n',
      },
    },
  ],
  good: [
    {
      title: 'One Python for all',
      files: {
        Dockerfile: `FROM python:3.11-slim
WORKDIR /srv
COPY pyproject.toml ./
RUN pip install --no-cache-dir tensorflow==2.15.0
RUN pip install --no-cache-dir .
`,
        'pyproject.toml': '[project]\nname = "tides"\nrequires-python = ">=3.10,<3.13"\n',
      },
    },
  ],
});
