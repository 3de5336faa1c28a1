import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noLoneCd = defineRule({
  id: 'dockerfile/no-lone-cd',
  equivalents: ['DL3003', 'DS-0013'],
  summary: 'Disallow a cd at the end of RUN',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    lost: 'The next step starts in the folder of WORKDIR again, so this cd has no effect.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      const last = script?.commands.at(-1);
      if (last?.words[0]?.plain === 'cd' && !last.isNested) report.lost(last.at);
    },
  },
});

export const noLoneCdPage = definePage({
  rationale:
    'Every RUN is a shell of its own. A folder that one changes to is forgotten when it ends, and what follows runs somewhere else.',

  bad: [
    {
      title: 'A folder for the next step',
      files: { Dockerfile: 'FROM gcc:14\nRUN cd /opt/app\nRUN make install\n' },
    },
  ],
  good: [
    {
      title: 'A folder for all that follows, and for one step',
      files: {
        Dockerfile: 'FROM gcc:14\nWORKDIR /opt/app\nRUN make install\nRUN cd /tmp && make clean\n',
      },
    },
  ],
});
