import type { Span } from '../../base/span.ts';
import {
  findServiceVariables,
  findStageVariables,
  isSetByItself,
  type ProcessEnvironment,
} from '../../model/process-environment.ts';
import { findProcessScripts, type ProcessScript } from '../../model/process-scripts.ts';
import { findVariableReads, type VariableRead } from '../../model/process-variables.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { Project, Service } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findNearVariable } from '../../rulekit/near-name.ts';

export const requireSetVariable = defineRule({
  id: 'project/require-set-variable',
  summary: 'Require variables that a start command or script reads to be set',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    unset: 'Nothing sets "{name}" in the container, so the shell puts nothing in its place.',
    argument: '"{name}" is an ARG, which is gone when the container runs; an ENV stays.',
    near: 'Nothing sets "{name}" in the container; there is "{near}".',
    sibling: '"{service}" does not get "{name}", so the shell puts nothing in its place.',
  },
  on: {
    project(project, report) {
      const views = project.views.processes;
      for (const item of findProcessScripts(views, project)) {
        const users = findUsers(item, { views, project });
        const told = new Set<string>();
        for (const { name, at } of findReads(item, project)) {
          if (told.has(name)) continue;
          told.add(name);
          const lacking = users.filter(({ given }) => !given.names.has(name));
          const [first] = lacking;
          if (first === undefined || users.some(({ given }) => !given.isComplete)) continue;
          if (lacking.length < users.length && first.service !== undefined) {
            const related = [{ at, message: 'It is read here.' }];
            const data = { service: first.service.name, name };
            report.sibling(first.service.nameAt, data, { related });
            continue;
          }
          if (first.given.buildNames.has(name)) {
            report.argument(at, { name });
            continue;
          }
          const near = findNearVariable(name, first.given.names);
          if (near !== undefined) report.near(at, { name, near });
          // An image by itself gets its values where somebody starts it.
          else if (users.every(({ service }) => service !== undefined)) report.unset(at, { name });
        }
      }
    },
  },
});

interface User {
  readonly service: Service | undefined;
  readonly given: ProcessEnvironment;
}

/** Who runs the text: a service, those that use the image, or the image alone. */
function findUsers(
  { view: { service, stage }, file }: ProcessScript,
  { views, project }: { readonly views: readonly ProcessView[]; readonly project: Project },
): readonly User[] {
  const toUser = (one: Service): User => ({ service: one, given: findServiceVariables(one) });
  const services = views.flatMap((view) => {
    if (view.service === undefined) return [];
    if (file === undefined)
      return view.service === service || sharesProcess(view, stage) ? [view.service] : [];
    const starts = view.commands.some(({ words }) =>
      words.some(({ text }) => text === file.word.text),
    );
    return starts && (view.service === service || view.stage === stage) ? [view.service] : [];
  });
  const own = service === undefined ? services : file === undefined ? [service] : services;
  if (own.length > 0) return own.map(toUser);
  const isUsed = project.dockerfiles.some(
    ({ stages, uses }) => uses.length > 0 && stages.some((one) => one === stage),
  );
  return stage === undefined || isUsed
    ? []
    : [{ service: undefined, given: findStageVariables(stage) }];
}

/** True for a service that starts just what its image starts. */
function sharesProcess({ service, stage }: ProcessView, own: ProcessView['stage']): boolean {
  return stage === own && service?.command === undefined && service?.entrypoint === undefined;
}

function findReads({ script, view }: ProcessScript, project: Project): readonly VariableRead[] {
  const reads = (findVariableReads(script) ?? []).filter(({ name }) => !isSetByItself(name));
  if (view.service === undefined) return reads;
  // What Compose itself replaces never gets to the shell.
  const files = project.composeFiles;
  return reads.filter(({ at, name }) => !isForCompose(at, name, files));
}

function isForCompose(at: Span, name: string, files: Project['composeFiles']): boolean {
  const file = files.find(({ path }) => path === at.file);
  return (
    file?.variables.some(
      (use) => use.name === name && use.at.start < at.end && at.start < use.at.end,
    ) ?? false
  );
}

export const requireSetVariablePage = definePage({
  rationale:
    'A shell puts nothing in the place of a variable that is not set. An option then takes the next word for its value, or a URL loses its host, and the program fails far from the cause.',
  exceptions:
    'Variables with a default (`${NAME:-value}`), those that the script tests, and images whose base may set them are left alone. For an image that no service uses, only names that look like another one are reported.',
  bad: [
    {
      title: 'A variable that was renamed',
      files: {
        Dockerfile: `FROM python:3.12-slim
ENV MODEL_FOLDER=/models
CMD ["sh", "-c", "exec python serve.py --folder $MODEL_FOLDR"]
`,
      },
    },
    {
      title: 'An argument of the build',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nARG EPOCHS=10\nCMD exec python fit.py --epochs "$EPOCHS"\n',
      },
    },
    {
      title: 'A script whose variables the service does not get',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
    environment:
      EPOCHS: 10
`,
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.sh fit.py ./\nCMD ["sh", "fit.sh"]\n',
        'fit.sh': '#!/bin/sh\nexec python fit.py --epochs "$EPOCHS" --data "$DATASET"\n',
        'fit.py': '',
      },
    },
    {
      title: 'A variable that only another service gets',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
    environment:
      DATASET: tides
  evaluate:
    build: .
`,
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.py ./\nCMD exec python fit.py --data "$DATASET"\n',
        'fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'Values, and a default',
      files: {
        'compose.yaml': `services:
  fit:
    build: .
    environment:
      EPOCHS: 10
`,
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.sh fit.py ./\nCMD ["sh", "fit.sh"]\n',
        'fit.sh': '#!/bin/sh\nexec python fit.py --epochs "$EPOCHS" --data "${DATASET:-tides}"\n',
        'fit.py': '',
      },
    },
  ],
});
