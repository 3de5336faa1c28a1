import type { Dockerfile, Stage, StageInstruction } from '../../model/project.ts';
import { findStagePython } from '../../model/python-interpreter.ts';
import { resolveInImage } from '../../model/python-image-files.ts';
import { findServiceCommands, findStageCommands } from '../../model/started-commands.ts';
import { consoleScripts } from '../../model/python-console-scripts.data.ts';
import type { PythonImages } from '../../model/python-image.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  script: 'This copies the packages without "{program}", which lies in "bin".',
  path: '"{program}" lies in "{folder}", which is not on PATH.',
  home: 'Only root can look into "{folder}", and the container runs as "{user}".',
  minor:
    'These packages are for Python {from}; this image has Python {to} and does not look there.',
} as const;

export const requireUsablePackages = defineRule({
  id: 'python/require-usable-packages',
  summary: 'Require packages that are copied from another stage to be usable where they go',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    project(project, report) {
      const images = project.views.python;
      for (const dockerfile of project.dockerfiles) {
        for (const stage of dockerfile.stages) {
          for (const item of stage.instructions) {
            checkMinor(item, { stage, dockerfile }, report);
            checkScripts(item, { stage, dockerfile, images }, report);
            checkHome(item, stage, report);
          }
        }
      }
    },
  },
});

interface Place {
  readonly stage: Stage;
  readonly dockerfile: Dockerfile;
}

function checkMinor(
  { copy, instruction }: StageInstruction,
  { stage }: Place,
  report: Report<typeof messages>,
): void {
  if (copy?.from === undefined) return;
  const target = copy.destination.text;
  const from = /\/(?:usr|usr\/local|\.local)\/lib\/python(3\.\d+)(?:\/|$)/.exec(target)?.[1];
  const release = findStagePython(stage)?.version?.release;
  if (from === undefined || release === undefined || release.length < 2) return;
  const to = release.slice(0, 2).join('.');
  if (from !== to) report.minor(instruction.at, { from, to });
}

function checkScripts(
  item: StageInstruction,
  { stage, dockerfile, images }: Place & { readonly images: PythonImages },
  report: Report<typeof messages>,
): void {
  const { copy, instruction, workdir } = item;
  if (copy?.from === undefined || stage !== dockerfile.stages.at(-1)) return;
  const origin = dockerfile.stages.find(
    ({ name, index }) =>
      name?.toLowerCase() === copy.from?.toLowerCase() || String(index) === copy.from,
  );
  if (origin === undefined) return;
  const program = findProgram({ stage, dockerfile });
  const owner = program === undefined ? undefined : consoleScripts.get(program);
  if (program === undefined || owner === undefined) return;
  if (!images.findStagePackages(dockerfile, origin).packages.has(owner)) return;
  const target = resolveInImage(workdir, copy.destination.text);
  const isPackages = /^\/usr(?:\/local)?\/lib\/python3[\d.]*(?:\/(?:site|dist)-packages)?$/.test(
    target,
  );
  const isUser = target.endsWith('/.local');
  if (isPackages && !bringsScripts(stage, program) && !installs(stage, owner)) {
    report.script(instruction.at, { program });
  } else if (isUser) {
    const isKnown = stage.instructions.some(
      ({ instruction: own }) => own.keyword === 'ENV' && /\.local\/bin/.test(own.argument.text),
    );
    if (!isKnown) report.path(instruction.at, { program, folder: `${target}/bin` });
  }
}

/** The program that the container starts, by the image or by a service. */
function findProgram({ stage, dockerfile }: Place): string | undefined {
  const lines = [
    findStageCommands(stage),
    ...dockerfile.uses.map(({ service }) => findServiceCommands(service)),
  ];
  for (const commands of lines) {
    const found = commands.find(({ words }) => consoleScripts.has(words[0]?.text ?? ''));
    if (found !== undefined) return found.words[0]?.text;
  }
  return undefined;
}

function bringsScripts({ instructions }: Stage, program: string): boolean {
  return instructions.some(({ copy }) =>
    copy?.sources.some(
      ({ text }) =>
        /\/bin\/?$|^\/usr(?:\/local)?\/?$|^\/$/.test(text) || text.endsWith(`/${program}`),
    ),
  );
}

function installs({ instructions }: Stage, owner: string): boolean {
  return instructions.some(
    ({ instruction }) => instruction.keyword === 'RUN' && instruction.argument.text.includes(owner),
  );
}

function checkHome(
  { copy, instruction, workdir }: StageInstruction,
  stage: Stage,
  report: Report<typeof messages>,
): void {
  const target =
    copy?.from === undefined ? undefined : resolveInImage(workdir, copy.destination.text);
  if (target === undefined || !`${target}/`.startsWith('/root/.')) return;
  const user = stage.instructions
    .findLast((item) => item.instruction.keyword === 'USER')
    ?.instruction.argument.text.trim();
  if (user === undefined || /^(?:root|0)(?::|$)|\$/.test(user)) return;
  const opens = stage.instructions.some(
    ({ instruction: own }) => own.keyword === 'RUN' && /\/root/.test(own.argument.text),
  );
  if (!opens) report.home(instruction.at, { folder: target, user });
}

export const requireUsablePackagesPage = definePage({
  rationale:
    'Copying `site-packages` from a build stage leaves out the scripts in `bin`, so a container that starts `gunicorn` finds no such program. The same happens with packages in a home that is not in PATH, in the home of root when another user runs, and in the folder of another Python.',
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  bad: [
    {
      title: 'Packages without their scripts',
      files: {
        Dockerfile: `FROM python:3.12-slim AS build
RUN pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.12-slim
COPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
CMD ["gunicorn", "--bind", "0.0.0.0:80", "tides:app"]
`,
      },
    },
    {
      title: 'The home of root, and not in PATH',
      files: {
        Dockerfile: `FROM python:3.12-slim AS build
RUN pip install --no-cache-dir --user gunicorn==23.0.0
FROM python:3.12-slim
COPY --from=build /root/.local /root/.local
USER nobody
CMD ["gunicorn", "--bind", "0.0.0.0:80", "tides:app"]
`,
      },
    },
    {
      title: 'Another Python',
      files: {
        Dockerfile: `FROM python:3.11-slim AS build
RUN pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.12-slim
COPY --from=build /usr/local/lib/python3.11/site-packages /usr/local/lib/python3.11/site-packages
`,
      },
    },
  ],
  good: [
    {
      title: 'The scripts too, or a start as a module',
      files: {
        Dockerfile: `FROM python:3.12-slim AS build
RUN pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.12-slim AS a
COPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
COPY --from=build /usr/local/bin /usr/local/bin
CMD ["gunicorn", "--bind", "0.0.0.0:80", "tides:app"]
FROM python:3.12-slim
COPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
CMD ["python", "-m", "gunicorn", "--bind", "0.0.0.0:80", "tides:app"]
`,
      },
    },
  ],
});
