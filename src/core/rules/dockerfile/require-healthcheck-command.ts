import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireHealthcheckCommand = defineRule({
  id: 'dockerfile/require-healthcheck-command',
  equivalents: [
    'ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'HEALTHCHECK_CMD_ARGUMENT_MISSING',
    'ARGUMENT_UNNECESSARY',
  ],
  summary: 'Require HEALTHCHECK to have a command or NONE',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'HEALTHCHECK stands alone; it needs CMD and a command, or NONE.',
    command: 'CMD has no command that could tell whether the container works.',
    none: 'NONE turns the check off and takes no arguments.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, keywordAt, argument, words } = instruction;
      if (keyword !== 'HEALTHCHECK') return;
      const [first, second] = words;
      const word = first?.text.toUpperCase();
      if (argument.text.trim() === '') {
        report.missing(keywordAt, { equivalents: ['ARGUMENT_REQUIRES_AT_LEAST_ONE'] });
      } else if (first !== undefined && word === 'CMD' && second === undefined) {
        report.command(first.at, { equivalents: ['HEALTHCHECK_CMD_ARGUMENT_MISSING'] });
      } else if (second !== undefined && word === 'NONE') {
        report.none(second.at, { equivalents: ['ARGUMENT_UNNECESSARY'] });
      }
    },
  },
});

export const requireHealthcheckCommandPage = definePage({
  rationale: 'Docker refuses the file when there is nothing to run.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    { title: 'CMD and nothing', files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK CMD\n' } },
    {
      title: 'NONE and a command',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK NONE curl localhost\n' },
    },
    { title: 'Only a flag', files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=30s\n' } },
  ],
  good: [
    {
      title: 'A command',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=30s CMD ["check"]\n' },
    },
  ],
});
