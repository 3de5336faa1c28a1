import { readHealthDurations } from '../../rulekit/health-durations.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireDurationUnit = defineRule({
  id: 'dockerfile/require-duration-unit',
  equivalents: ['FLAG_MISSING_DURATION', 'FLAG_UNKNOWN_UNIT'],
  summary: 'Require durations of HEALTHCHECK to have a unit',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { duration: '"{duration}" lacks a unit that Docker knows, such as "s" or "m".' },
  on: {
    instruction(item, report) {
      for (const { text, at, problem } of readHealthDurations(item)) {
        if (problem !== 'unit') continue;
        const hasUnits = /\d[a-z]+$/i.test(text) && !/\.\d*\./.test(text);
        const equivalents = [hasUnits ? 'FLAG_UNKNOWN_UNIT' : 'FLAG_MISSING_DURATION'];
        report.duration(at, { duration: text }, { equivalents });
      }
    },
  },
});

export const requireDurationUnitPage = definePage({
  rationale: 'Docker refuses a number without a unit, and knows no days.',

  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      title: 'A number alone',
      files: { Dockerfile: 'FROM debian:12\nHEALTHCHECK --interval=30 CMD ["check"]\n' },
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
