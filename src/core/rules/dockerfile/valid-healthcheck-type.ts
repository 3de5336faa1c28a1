import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validHealthcheckType = defineRule({
  id: 'dockerfile/valid-healthcheck-type',
  equivalents: ['UNKNOWN_TYPE'],
  summary: 'Require HEALTHCHECK to begin with CMD or NONE',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { type: '"{word}" is neither CMD nor NONE, so Docker refuses this check.' },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'HEALTHCHECK') return;
      const { argument } = instruction;
      const word = /^\S+/.exec(argument.text)?.[0];
      if (word === undefined || /^(?:CMD|NONE)$|^--|\$/i.test(word)) return;
      report.type(argument.spanOf(0, word.length), { word });
    },
  },
});

export const validHealthcheckTypePage = definePage({
  rationale: 'A command needs CMD before it, since more kinds of checks were planned.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      title: 'A command alone',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK curl -f http://localhost\n' },
    },
  ],
  good: [
    {
      title: 'A command, and none',
      files: {
        Dockerfile: 'FROM debian:12\nHEALTHCHECK CMD check\nFROM debian:12\nHEALTHCHECK NONE\n',
      },
    },
  ],
});
