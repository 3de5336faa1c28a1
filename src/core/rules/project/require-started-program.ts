import type { ProcessView } from '../../model/process-views.ts';
import { findStartScripts } from '../../model/process-scripts.ts';
import type { Project } from '../../model/project.ts';
import {
  findInterpreter,
  findLackingPackage,
  findStartedPrograms,
} from '../../model/started-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findImageLacking, findLacking, mayHave } from '../../rulekit/image-programs.ts';
import type { Report } from '../../rulekit/rule.ts';
import { withoutSamples } from '../../rulekit/sample-paths.ts';

const messages = {
  program: '"{image}" has no "{program}" and nothing installs it, so the container stops at once.',
  interpreter: 'The first line of "{script}" asks for "{program}", which "{image}" does not have.',
  package: 'Nothing installs "{package}", so there is no "{program}" in the container.',
} as const;

export const requireStartedProgram = defineRule({
  id: 'project/require-started-program',
  summary: 'Require the program that a container starts to be in its image',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      if (project.snapshot.isPartial) return;
      for (const view of withoutSamples(project.views.processes, project)) {
        check(view, project, report);
      }
    },
  },
});

function check(view: ProcessView, project: Project, report: Report<typeof messages>): void {
  const base = findBase(view);
  const lacks = (program: string): boolean =>
    base?.programs.has(program) === true &&
    (view.stage === undefined || !mayHave(program, view.stage));
  for (const started of findStartedPrograms(view)) {
    const { name, word, isModule } = started;
    if (word.at.file !== view.file) continue;
    if (!isModule && base !== undefined && lacks(name)) {
      report.program(word.at, { image: base.image, program: name });
      return;
    }
    const owner = findLackingPackage(started, view, project);
    if (owner === undefined) continue;
    report.package(word.at, { package: owner, program: name });
    return;
  }
  if (base === undefined) return;
  for (const { word, text, path } of findStartScripts(view, project)) {
    // Behind `sh` the first line counts for nothing.
    if (word.at.file !== view.file || !view.commands.some(({ words }) => words[0] === word))
      continue;
    const program = findInterpreter({ text });
    if (program === undefined || !lacks(program)) continue;
    report.interpreter(word.at, { script: path, program, image: base.image });
    return;
  }
}

/** The image that everything began with, and what it lacks; a mount may bring programs, too. */
function findBase({ stage, service }: ProcessView): ReturnType<typeof findLacking> {
  if (service?.mounts.some(({ target }) => /^\/(?:usr|bin|opt)(?:\/|$)/.test(target)) === true)
    return undefined;
  if (stage !== undefined) return findLacking(stage);
  return service?.build !== undefined || service?.image === undefined
    ? undefined
    : findImageLacking(service.image);
}

export const requireStartedProgramPage = definePage({
  rationale:
    'A container whose program is not there ends before its first line of output: "executable file not found in $PATH". It happens after a change of the base image (`python` in Ubuntu, which only has `python3`; `bash` in Alpine), and where the server was installed on the laptop and never in the requirements.',
  exceptions:
    'Nothing is said where a script, a copied folder of programs, an unknown base or a package that may need it could have brought the program.',
  bad: [
    {
      title: 'Python in a bare image',
      files: {
        Dockerfile: `FROM ubuntu:24.04
WORKDIR /srv
COPY nightly.py ./
CMD ["python", "nightly.py"]
`,
        'nightly.py': '',
      },
    },
    {
      title: 'A server that is not among the requirements',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY web.py ./
CMD ["uvicorn", "web:app", "--host", "0.0.0.0"]
`,
        'requirements.txt': 'fastapi==0.115.6\n',
        'web.py': 'app = object()\n',
      },
    },
    {
      title: 'A script for Bash in Alpine',
      files: {
        Dockerfile: `FROM alpine:3.20
WORKDIR /srv
COPY --chmod=755 serve.sh ./
ENTRYPOINT ["./serve.sh"]
`,
        'serve.sh': '#!/bin/bash\nexec nc -lk -p 80\n',
      },
    },
  ],
  good: [
    {
      title: 'The server is installed',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
RUN pip install --no-cache-dir fastapi==0.115.6 uvicorn==0.34.0
COPY web.py ./
CMD ["uvicorn", "web:app", "--host", "0.0.0.0"]
`,
        'web.py': 'app = object()\n',
      },
    },
  ],
});
