import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noRepeatedCommand = defineRule({
  id: 'dockerfile/no-repeated-command',
  equivalents: [
    'DL3012',
    'DL4003',
    'DL4004',
    'MultipleInstructionsDisallowed',
    'MULTIPLE_INSTRUCTIONS',
    'DS-0007',
    'DS-0016',
    'DS-0023',
  ],
  summary: 'Disallow more than one CMD, ENTRYPOINT or HEALTHCHECK in a stage',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    repeated: 'This {keyword} is never used: a later one of the stage takes its place.',
  },
  on: {
    stage({ instructions }, report) {
      for (const keyword of codes.keys()) {
        const own = instructions.filter(({ instruction }) => instruction.keyword === keyword);
        const last = own.at(-1)?.instruction.keywordAt;
        for (const { instruction } of own.slice(0, -1)) {
          const related =
            last === undefined ? [] : [{ at: last, message: `Only this ${keyword} counts.` }];
          const equivalents = [
            ...(codes.get(keyword) ?? []),
            'MultipleInstructionsDisallowed',
            'MULTIPLE_INSTRUCTIONS',
          ];
          report.repeated(instruction.keywordAt, { keyword }, { related, equivalents });
        }
      }
    },
  },
});

const codes: ReadonlyMap<string, readonly string[]> = new Map([
  ['CMD', ['DL4003', 'DS-0016']],
  ['ENTRYPOINT', ['DL4004', 'DS-0007']],
  ['HEALTHCHECK', ['DL3012', 'DS-0023']],
]);

export const noRepeatedCommandPage = definePage({
  rationale:
    'An image has one command, one entrypoint and one health check. Docker keeps the last of each and forgets the others without a word, so a preparation step written as a CMD never runs.',
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  bad: [
    {
      title: 'A preparation step as a command',
      files: {
        Dockerfile:
          'FROM example/tides:1.4\nCMD ["python", "prepare.py"]\nCMD ["python", "serve.py"]\n',
      },
    },
  ],
  good: [
    {
      title: 'One command a stage',
      files: {
        Dockerfile:
          'FROM example/tides:1.4 AS train\nCMD ["python", "train.py"]\nFROM example/tides:1.4\nCMD ["python", "serve.py"]\n',
      },
    },
  ],
});
