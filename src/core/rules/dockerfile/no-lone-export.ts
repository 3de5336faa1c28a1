import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoneExport = defineRule({
  id: 'dockerfile/no-lone-export',
  summary: 'Disallow export at the end of RUN',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    lost: 'The variable ends with this RUN, so no later step and no container sees it: use ENV.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN' || instruction.exec !== undefined) return;
      const last = script?.commands.at(-1);
      if (last === undefined || last.isNested || last.words[0]?.plain !== 'export') return;
      if (last.words[1]?.text.includes('=') === true) report.lost(last.at);
    },
  },
});

export const noLoneExportPage = definePage({
  rationale:
    'Each RUN has a shell of its own. What it exports is gone when it ends, so PATH or PYTHONPATH set this way never reach the steps behind it or the process that the container starts.',
  references: ['https://docs.docker.com/reference/dockerfile/#env'],
  bad: [
    {
      title: 'Nothing follows in the same RUN',
      files: { Dockerfile: 'FROM gcc:14\nRUN export PYTHONPATH=/srv\n' },
    },
  ],
  good: [
    {
      title: 'ENV, and a variable for the command behind it',
      files: {
        Dockerfile: 'FROM gcc:14\nENV PYTHONPATH=/srv\nRUN export CFLAGS=-O2 && make -C /srv\n',
      },
    },
  ],
});
