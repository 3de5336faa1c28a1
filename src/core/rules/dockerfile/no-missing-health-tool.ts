import type { Span } from '../../base/span.ts';
import { missingPrograms } from '../../model/image-facts.data.ts';
import type { ImageReference, Stage } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findProgram, findPrograms } from '../../rulekit/shell-programs.ts';

export const noMissingHealthTool = defineRule({
  id: 'dockerfile/no-missing-health-tool',
  summary: 'Require health checks to use programs that the image has',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'The image has no {program}, so this health check never passes.',
  },
  on: {
    stage(stage, report) {
      const check = stage.instructions.findLast(
        ({ instruction }) => instruction.keyword === 'HEALTHCHECK',
      );
      const command = check?.instruction.inner;
      if (check === undefined || command === undefined) return;
      const [first] = command.exec ?? [];
      const used = first ?? findUsed(check.script);
      if (used !== undefined && lacksProgram(stage, used.text)) {
        report.missing(used.at, { program: used.text });
      }
    },
    service(service, report) {
      const test = service.healthcheck?.test;
      if (test === undefined || service.healthcheck?.isDisabled === true) return;
      const used = test.script === undefined ? test.words[0] : findUsed(test.script);
      if (used === undefined) return;
      const stage = findServiceStage(service);
      const { image, build } = service;
      const isLacking =
        build === undefined
          ? image !== undefined && imageLacks(image, used.text)
          : stage !== undefined && lacksProgram(stage, used.text);
      if (isLacking) report.missing(used.at, { program: used.text });
    },
  },
});

function findUsed(
  script: Parameters<typeof findPrograms>[0],
): { readonly text: string; readonly at: Span } | undefined {
  // Behind `||` stands what to do about it.
  const [first] = script?.commands ?? [];
  const program = first === undefined ? undefined : findProgram(first);
  return program === undefined ? undefined : { text: program.name, at: program.nameAt };
}

function imageLacks(image: ImageReference, program: string): boolean {
  if (!image.isKnown) return false;
  const name = `${image.repository}:${image.tag ?? 'latest'}`;
  return missingPrograms.some((fact) => fact.image.test(name) && fact.programs.includes(program));
}

/** Asks the base, and whether any step of the stage or its parents could have brought the program. */
function lacksProgram(stage: Stage, program: string): boolean {
  const { base, parent, instructions } = stage;
  const mayInstall = instructions.some(({ instruction, script, copy }) => {
    if (instruction.keyword === 'RUN') {
      return (
        script === undefined ||
        findPrograms(script).some(
          ({ arguments: words, name }) =>
            name !== 'pip' &&
            words.some(
              ({ plain, isLiteral }) =>
                !isLiteral || plain.split(/[=:]/)[0] === program || plain.endsWith('.sh'),
            ),
        )
      );
    }
    return copy?.from !== undefined && copy.sources.some(({ text }) => text.includes('bin'));
  });
  if (mayInstall) return false;
  if (parent !== undefined) return lacksProgram(parent, program);
  return base !== undefined && imageLacks(base, program);
}

export const noMissingHealthToolPage = definePage({
  rationale:
    'Slim images have no curl and no wget. A health check that starts one fails every time: the container is marked unhealthy, and services that wait for it never start.',
  exceptions: 'Images that are not in our table are never reported.',
  bad: [
    {
      title: 'curl in a slim image',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nHEALTHCHECK CMD curl -f http://127.0.0.1:8000/ || exit 1\nCMD ["python", "serve.py"]\n',
      },
    },
    {
      title: "curl in MLflow's image",
      files: {
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0
    healthcheck:
      test: ["CMD-SHELL", "curl -f http://127.0.0.1:5000/health || exit 1"]
`,
      },
    },
  ],
  good: [
    {
      title: 'Python, or curl after it was installed',
      files: {
        Dockerfile: `FROM python:3.12-slim
RUN apt-get update && apt-get install -y curl
HEALTHCHECK CMD curl -f http://127.0.0.1:8000/ || exit 1
CMD ["python", "serve.py"]
`,
        'compose.yaml': `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v2.22.0
    command: mlflow server --host 0.0.0.0
    healthcheck:
      test: ["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:5000/health')"]
`,
      },
    },
  ],
});
