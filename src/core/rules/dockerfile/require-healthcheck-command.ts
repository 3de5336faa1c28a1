import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireHealthcheckCommand = defineRule({
  id: 'dockerfile/require-healthcheck-command',
  equivalents: ['ARGUMENT_REQUIRES_AT_LEAST_ONE'],
  summary: 'Require HEALTHCHECK to have a command or NONE',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { missing: 'HEALTHCHECK stands alone; it needs CMD and a command, or NONE.' },
  on: {
    instruction({ instruction }, report) {
      const { keyword, keywordAt, argument } = instruction;
      if (keyword === 'HEALTHCHECK' && argument.text.trim() === '') report.missing(keywordAt);
    },
  },
});

export const requireHealthcheckCommandPage = definePage({
  rationale: 'Docker refuses the file when there is nothing to run.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    { title: 'Only a flag', files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=30s\n' } },
  ],
  good: [
    {
      title: 'A command',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=30s CMD ["check"]\n' },
    },
  ],
});
