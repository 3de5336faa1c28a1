import { nameOf } from '../../base/project-path.ts';
import type { Span } from '../../base/span.ts';
import { findStartScripts } from '../../model/process-scripts.ts';
import type { ProcessView } from '../../model/process-views.ts';
import type { ProcessLine } from '../../model/project.ts';
import { findServiceStage, type StartedWord } from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noIgnoredCommand = defineRule({
  id: 'dockerfile/no-ignored-command',
  summary: 'Disallow a command that the entrypoint drops',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    ignored: 'Nothing reads this command: the shell that runs the entrypoint drops its arguments.',
    script: 'Nothing reads this command: "{script}" never uses its arguments, such as "$@".',
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
    project(project, report) {
      for (const view of project.views.processes) {
        const at = findOwnCommand(view);
        const [script] = view.commands.length === 1 ? findStartScripts(view, project) : [];
        if (at === undefined || script === undefined || !isEntrypoint(script.word, view)) continue;
        if ((script.script?.commands.length ?? 0) === 0 || usesArguments.test(script.text))
          continue;
        report.script(at, { script: nameOf(script.path) });
      }
    },
  },
});

/** The command that a service or an image has of its own. */
function findOwnCommand({ service, stage }: ProcessView): Span | undefined {
  if (service !== undefined) {
    const { command } = service;
    return command === undefined || command.words.length === 0 ? undefined : command.at;
  }
  const own = stage?.instructions.findLast(({ instruction }) => instruction.keyword === 'CMD');
  return own?.instruction.exec?.length === 0 ? undefined : own?.instruction.keywordAt;
}

function isEntrypoint({ at }: StartedWord, { service, stage }: ProcessView): boolean {
  const words = (service?.entrypoint ?? stage?.entrypoint)?.words ?? [];
  return words.some((word) => word.at.file === at.file && word.at.start === at.start);
}

/** A file that the script reads may use them too. */
const usesArguments = /\$\{?(?:[@*#0-9]|BASH_ARGV)|\b(?:shift|getopts)\b|^\s*(?:\.|source)\s/m;

/** True for a text that a shell runs and that never says where its arguments go. */
function dropsArguments(entrypoint: ProcessLine | undefined): boolean {
  if (entrypoint?.script === undefined) return false;
  const text = entrypoint.words.map((word) => word.text).join(' ');
  return !/\$\{?[@*0-9]/.test(text);
}

export const noIgnoredCommandPage = definePage({
  rationale:
    'An ENTRYPOINT without brackets is run as `sh -c "…"`. Docker hands CMD, and what stands behind `docker run IMAGE`, to that shell and not to the program in it, so that defaults and options have no effect. A start script without `"$@"` drops them too. As a list the program gets them; where variables are needed, `ENTRYPOINT ["sh", "-c", "exec program $PORT \\"$@\\"", "--"]` does both.',
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
    {
      title: 'A start script that goes its own way',
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /srv
COPY start.sh fit.py ./
ENTRYPOINT ["sh", "start.sh"]
`,
        'compose.yaml': 'services:\n  fit:\n    build: .\n    command: ["--epochs", "10"]\n',
        'start.sh': 'mkdir -p /tmp/runs\nexec python fit.py\n',
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
