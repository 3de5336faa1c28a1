import { readHealthDurations } from '../../rulekit/health-durations.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noShortDuration = defineRule({
  id: 'dockerfile/no-short-duration',
  equivalents: ['FLAG_LESS_THAN_1MS'],
  summary: 'Disallow durations of HEALTHCHECK below a millisecond',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { duration: '"{duration}" is less than a millisecond, which Docker refuses.' },
  on: {
    instruction(item, report) {
      for (const { text, at, problem, milliseconds } of readHealthDurations(item)) {
        if (problem === undefined && milliseconds !== 0 && milliseconds < 1)
          report.duration(at, { duration: text });
      }
    },
  },
});

export const noShortDurationPage = definePage({
  rationale:
    'Docker refuses the file. Zero stands for the default, and `HEALTHCHECK NONE` switches a check off.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      title: 'A hundred microseconds',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=100us CMD ["check"]\n' },
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
