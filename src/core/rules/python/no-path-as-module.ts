import type { Span } from '../../base/span.ts';
import {
  findServiceCommands,
  findStageCommands,
  type StartedCommand,
} from '../../model/started-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { Report } from '../../rulekit/rule.ts';

const messages = {
  path: '"python -m" takes a module, and "{path}" is the path of a file.',
} as const;

export const noPathAsModule = defineRule({
  id: 'python/no-path-as-module',
  summary: 'Disallow file paths behind python -m',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages,
  on: {
    stage(stage, report) {
      check(findStageCommands(stage), stage.at, report);
    },
    service(service, report) {
      check(findServiceCommands(service), service.entry.at, report);
    },
  },
});

/** Commands that a service takes from its image are reported where the image is made. */
function check(
  commands: readonly StartedCommand[],
  { file }: Span,
  report: Report<typeof messages>,
): void {
  for (const { words } of commands) {
    const at = words.findIndex(({ text }) => /(?:^|\/)python[\d.]*$/.test(text));
    const option = words[at + 1];
    const module = words[at + 2];
    if (at === -1 || option?.text !== '-m' || module === undefined) continue;
    if (module.at.file === file && /\.py$|^\.{0,2}\/\w/.test(module.text)) {
      report.path(module.at, { path: module.text });
    }
  }
}

export const noPathAsModulePage = definePage({
  rationale:
    'With -m Python looks for a module by its dotted name. A path with slashes and ".py" is never found, and the container exits with "No module named".',
  references: ['https://docs.python.org/3/using/cmdline.html#cmdoption-m'],
  bad: [
    {
      title: 'A path behind -m',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nCMD ["python", "-m", "nightly/train.py"]\n',
      },
    },
  ],
  good: [
    {
      title: 'A module, and a path without -m',
      files: {
        Dockerfile: 'FROM python:3.12-slim\nENTRYPOINT ["python", "-m", "nightly.train"]\n',
        'compose.yaml': 'services:\n  a:\n    image: x:1.0\n    command: python nightly/train.py\n',
      },
    },
  ],
});
