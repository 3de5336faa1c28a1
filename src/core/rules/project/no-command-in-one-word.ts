import type { ProcessLine } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  joined: 'The whole text is taken for the name of the program: no shell splits an item of a list.',
} as const;

export const noCommandInOneWord = defineRule({
  id: 'project/no-command-in-one-word',
  summary: 'Disallow a program with its arguments as one item of a list',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    stage({ instructions }, report) {
      for (const { instruction } of instructions) {
        const { keyword, inner } = instruction;
        const started = keyword === 'HEALTHCHECK' ? inner : instruction;
        if (!/^(?:CMD|ENTRYPOINT|RUN|HEALTHCHECK)$/.test(keyword) || started?.exec === undefined)
          continue;
        // What ENTRYPOINT starts may well take a text.
        const entrypoint = instructions.some((item) => item.instruction.keyword === 'ENTRYPOINT');
        if (keyword !== 'CMD' || !entrypoint) check(started.exec, report);
      }
    },
    service({ command, entrypoint, build, image, healthcheck }, report) {
      const isOwn = entrypoint === undefined && build === undefined && isPlain(image?.repository);
      const lines = [entrypoint, isOwn ? command : undefined, healthcheck?.test];
      for (const line of lines) if (line?.form === 'exec') check(line.words, report);
    },
  },
});

function check(words: ProcessLine['words'], report: Report<typeof messages>): void {
  const [first] = words;
  if (first === undefined || !program.test(first.text)) return;
  const parts = first.text.split(/\s+/);
  const isExact = first.at.end - first.at.start >= first.text.length;
  const isPlainText = words.length === 1 && parts.every((part) => /^[\w./:=@%+,-]+$/.test(part));
  const list = parts.map((part) => JSON.stringify(part)).join(', ');
  report.joined(first.at, {
    fixes:
      isExact && isPlainText
        ? [
            {
              title: 'Divide the words',
              kind: 'suggestion',
              edits: () => [replace(first.at, list)],
            },
          ]
        : [],
  });
}

/** A usual program with something behind it. */
const program =
  /^(?:[\w./-]*\/)?(?:python[\d.]*|pip\d?|uvicorn|gunicorn|streamlit|flask|fastapi|mlflow|celery|jupyter|airflow|dvc|prefect|poetry|uv|conda|node|npm|java|bash|sh|curl|wget|pg_isready|redis-cli|make|exec)\s+\S/;

/** Images whose entrypoint, if any, starts what it is given. */
function isPlain(repository: string | undefined): boolean {
  return (
    repository !== undefined && /(?:^|\/)(?:python|debian|ubuntu|node|mlflow)$/.test(repository)
  );
}

export const noCommandInOneWordPage = definePage({
  rationale:
    'A list is handed to the kernel as it is: its first item is the program. With the arguments in the same item the container ends with "executable file not found".',
  references: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  bad: [
    {
      title: 'One string in brackets',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY train.py ./\nCMD ["python train.py"]\n',
        'train.py': '',
      },
      fixed: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY train.py ./\nCMD ["python", "train.py"]\n',
        'train.py': '',
      },
    },
  ],
  good: [
    {
      title: 'A word for each item, and a shell that divides the text',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY train.py ./\nCMD ["sh", "-c", "python train.py --rate 0.1"]\n',
        'train.py': '',
      },
    },
  ],
});
