import { findProcessScripts } from '../../model/process-scripts.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const noSplitArguments = defineRule({
  id: 'project/no-split-arguments',
  summary: 'Require quotes around arguments that a start script hands on',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    split: '"{word}" without quotes splits arguments at their blanks; write "$@" in quotes.',
  },
  on: {
    project(project, report) {
      const views = project.views.processes;
      for (const { script } of findProcessScripts(views, project)) {
        for (const { name, arguments: words, nameAt, command } of findPrograms(script)) {
          if (/^(?:echo|printf|set|shift|\[|\[\[|test|case|for|export|local)$/.test(name)) continue;
          const first = command.words.find(({ at }) => at.start === nameAt.start);
          const found = [...(first === undefined ? [] : [first]), ...words].find(({ text }) =>
            isSplit(text),
          );
          if (found !== undefined) report.split(found.at, { word: found.plain });
        }
      }
    },
  },
});

/** True for `$@`, `$*` and `${@:2}` outside of quotes. */
function isSplit(text: string): boolean {
  const outside = text.replaceAll(/\\.|"(?:[^"\\]|\\.)*"|'[^']*'/gs, '');
  return /\$(?:[@*]|\{[@*](?::\d+)?\})/.test(outside);
}

export const noSplitArgumentsPage = definePage({
  rationale:
    'Without quotes the shell divides what it hands on at every blank: an argument such as `note=first try` reaches the program as two, and one with `*` becomes a list of files.',
  references: ['https://www.gnu.org/software/bash/manual/html_node/Special-Parameters.html'],
  bad: [
    {
      title: 'Arguments of an entrypoint',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY run.sh sweep.py ./\nENTRYPOINT ["./run.sh"]\n',
        'run.sh': '#!/bin/sh\nexec python sweep.py $@\n',
        'sweep.py': '',
      },
    },
  ],
  good: [
    {
      title: 'In quotes',
      files: {
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /srv\nCOPY run.sh sweep.py ./\nENTRYPOINT ["./run.sh"]\n',
        'run.sh': '#!/bin/sh\necho running $@\nexec python sweep.py "$@"\n',
        'sweep.py': '',
      },
    },
  ],
});
