import { nameOf } from '../../base/project-path.ts';
import { startOf } from '../../base/span.ts';
import { findStartScripts } from '../../model/process-scripts.ts';
import type { Stage } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireShebang = defineRule({
  id: 'project/require-shebang',
  summary: 'Require scripts that are started as programs to name their shell',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    none: 'The first line of "{script}" names no shell, so the engine cannot start it.',
  },
  on: {
    project(project, report) {
      const told = new Set<string>();
      for (const view of project.views.processes) {
        const [command] = view.commands;
        const [program] = command?.words ?? [];
        // A shell reads a text without that line by itself, and so does what looks for programs as a shell does.
        if (command === undefined || command.isShell || program === undefined) continue;
        for (const { text, path, script, word } of findStartScripts(view, project)) {
          const key = `${word.at.file}:${String(word.at.start)}`;
          if (word.at.start !== program.at.start || word.at.file !== program.at.file) continue;
          if (text.startsWith('#!') || script === undefined || script.commands.length === 0)
            continue;
          if (told.has(key) || !/\.(?:sh|bash)$/.test(path) || mayRewrite(view.stage)) continue;
          told.add(key);
          const related = [{ at: startOf(path), message: 'It begins here.' }];
          report.none(word.at, { script: nameOf(path) }, { related });
        }
      }
    },
  },
});

/** True where a step may put the line in. */
function mayRewrite(stage: Stage | undefined): boolean {
  return (stage?.instructions ?? []).some(({ script }) =>
    script?.commands.some(({ words }) => words.some(({ plain }) => /^sed$|^perl$|#!/.test(plain))),
  );
}

export const requireShebangPage = definePage({
  rationale:
    'A list is started without a shell. The kernel then reads from the first line of a script who is to run it, and refuses one without such a line: the container ends at once with "exec format error".',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  bad: [
    {
      title: 'A script that begins with its first command',
      files: {
        Dockerfile: 'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
        'start.sh': 'set -e\nexec tides "$@"\n',
      },
    },
  ],
  good: [
    {
      title: 'A line for the kernel, and a shell in the list',
      files: {
        Dockerfile: 'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
        'start.sh': '#!/bin/sh\nset -e\nexec tides "$@"\n',
        'other/Dockerfile':
          'FROM tides:1.4\nCOPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n',
        'other/start.sh': 'set -e\nexec tides "$@"\n',
      },
    },
  ],
});
