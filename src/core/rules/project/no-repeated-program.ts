import { nameOf } from '../../base/project-path.ts';
import type { ProcessLine } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRepeatedProgram = defineRule({
  id: 'project/no-repeated-program',
  summary: 'Disallow a command that begins with the program of its entrypoint',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    twice: 'The entrypoint starts "{program}" already, and hands it this as arguments.',
  },
  on: {
    stage(stage, report) {
      const own = stage.instructions.findLast(({ instruction }) => instruction.keyword === 'CMD');
      const program = findRepeated(stage.entrypoint, stage.command);
      if (own !== undefined && program !== undefined) {
        report.twice(own.instruction.keywordAt, { program });
      }
    },
    service(service, report) {
      const { command, entrypoint } = service;
      if (command === undefined) return;
      const program = findRepeated(entrypoint ?? findServiceStage(service)?.entrypoint, command);
      if (program !== undefined) report.twice(command.words[0]?.at ?? command.at, { program });
    },
  },
});

/** A program whose own arguments never begin with its name. */
const programs =
  /^(?:python[\d.]*|mlflow|uvicorn|gunicorn|hypercorn|streamlit|celery|dvc|jupyter|prefect|ray|bentoml|torchrun|accelerate|uv|poetry|papermill|tensorboard|node|npm)$/;

function findRepeated(
  entrypoint: ProcessLine | undefined,
  command: ProcessLine | undefined,
): string | undefined {
  // A shell that reads a text does not hand on what follows it.
  if (entrypoint?.script !== undefined || command === undefined) return undefined;
  const words = entrypoint?.words ?? [];
  const [first, second] = command.words.map(({ text }) => text);
  const program = nameOf(words[0]?.text ?? '');
  // The shell form of CMD runs a shell below the program.
  if (command.script !== undefined || first === undefined || !programs.test(program)) {
    return undefined;
  }
  const runs = words.slice(0, 3).map(({ text }) => nameOf(text));
  const given = [first, second].map((text) => nameOf(text ?? ''));
  if (runs.length === 1) return given[0] === program && second !== undefined ? program : undefined;
  // Two words in common, such as `python app.py` or `uv run`.
  return given[0] === program && given[1] === runs[1] ? program : undefined;
}

export const noRepeatedProgramPage = definePage({
  rationale:
    'Docker appends the command to the entrypoint. With `mlflow` as the entrypoint and `mlflow server` as the command the container runs `mlflow mlflow server`, which no program understands, and stops at once.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact',
  ],
  bad: [
    {
      title: 'The program in both',
      files: {
        'compose.yaml':
          'services:\n  board:\n    image: board:1.4.0\n    entrypoint: mlflow\n    command: mlflow models list\n',
      },
    },
    {
      title: 'The program and its script in both',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.py .\nENTRYPOINT ["python", "fit.py"]\nCMD ["python", "fit.py", "--fast"]\n',
        'fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'Arguments alone',
      files: {
        'compose.yaml':
          'services:\n  board:\n    image: board:1.4.0\n    entrypoint: mlflow\n    command: models list\n',
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY fit.py .\nENTRYPOINT ["python", "fit.py"]\nCMD ["--fast"]\n',
        'fit.py': '',
      },
    },
  ],
});
