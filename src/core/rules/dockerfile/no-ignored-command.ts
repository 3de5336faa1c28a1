import type { ProcessLine } from '../../model/project.ts';
import { findServiceStage } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noIgnoredCommand = defineRule({
  id: 'dockerfile/no-ignored-command',
  summary: 'Disallow a command that the shell of the ENTRYPOINT drops',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    ignored: 'Nothing reads this command: the shell that runs the entrypoint drops its arguments.',
  },
  on: {
    stage(stage, report) {
      const own = stage.instructions.findLast(({ instruction }) => instruction.keyword === 'CMD');
      if (own === undefined || own.instruction.exec?.length === 0) return;
      if (dropsArguments(stage.entrypoint)) report.ignored(own.instruction.keywordAt);
    },
    service(service, report) {
      const { command, entrypoint } = service;
      if (command === undefined || command.words.length === 0) return;
      if (dropsArguments(entrypoint ?? findServiceStage(service)?.entrypoint)) {
        report.ignored(command.at);
      }
    },
  },
});

/** True for a text that a shell runs and that never says where its arguments go. */
function dropsArguments(entrypoint: ProcessLine | undefined): boolean {
  if (entrypoint?.script === undefined) return false;
  const text = entrypoint.words.map((word) => word.text).join(' ');
  return !/\$\{?[@*0-9]/.test(text);
}

export const noIgnoredCommandPage = definePage({
  rationale:
    'An ENTRYPOINT without brackets is run as `sh -c "…"`. Docker hands CMD, and what stands behind `docker run IMAGE`, to that shell and not to the program in it, so that defaults and options have no effect. As a list the program gets them; where variables are needed, `ENTRYPOINT ["sh", "-c", "exec program $PORT \\"$@\\"", "--"]` does both.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact',
  ],
  bad: [
    {
      title: 'Default options that never arrive',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY fit.py .
ENTRYPOINT exec python fit.py
CMD ["--epochs", "10"]
`,
        'fit.py': '',
      },
    },
    {
      title: 'Options in a compose file',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY fit.py .
ENTRYPOINT exec python fit.py
`,
        'compose.yaml': 'services:\n  fit:\n    build: .\n    command: ["--epochs", "10"]\n',
        'fit.py': '',
      },
    },
  ],
  good: [
    {
      title: 'A list, and a shell that hands them on',
      files: {
        Dockerfile: `FROM python:3.12-slim AS plain
WORKDIR /srv
COPY fit.py .
ENTRYPOINT ["python", "fit.py"]
CMD ["--epochs", "10"]

FROM plain
ENV EPOCHS=10
ENTRYPOINT ["sh", "-c", "exec python fit.py --epochs $EPOCHS \\"$@\\"", "--"]
CMD ["--fast"]
`,
        'fit.py': '',
      },
    },
  ],
});
