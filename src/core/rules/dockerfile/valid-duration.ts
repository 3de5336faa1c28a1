import { readHealthDurations } from '../../rulekit/health-durations.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validDuration = defineRule({
  id: 'dockerfile/valid-duration',
  equivalents: ['FLAG_INVALID_DURATION'],
  summary: 'Require durations of HEALTHCHECK to begin with a number',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { duration: '"{duration}" is no duration; one looks like "30s" or "1m30s".' },
  on: {
    instruction(item, report) {
      for (const { text, at, problem } of readHealthDurations(item)) {
        if (problem === 'invalid') report.duration(at, { duration: text });
      }
    },
  },
});

export const validDurationPage = definePage({
  rationale: 'Docker refuses the file.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      title: 'A word',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=often CMD ["check"]\n' },
    },
  ],
  good: [
    {
      title: 'Durations',
      files: {
        Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=1m30s --timeout=2.5s CMD ["check"]\n',
      },
    },
  ],
});
