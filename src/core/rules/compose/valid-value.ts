import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validValue = defineRule({
  id: 'compose/valid-value',
  equivalents: ['invalid-schema'],
  summary: 'Require values that Compose can read',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    value: '"{text}" is not {expected}, as "{key}" has to be.',
    double: '"{text}" stands in "{key}" twice, which Compose refuses.',
  },
  on: {
    fileSet({ shapeProblems }, report) {
      for (const problem of shapeProblems) {
        if (problem.kind === 'badValue') {
          const { at, key, text, expected } = problem;
          report.value(at, { text, expected, key });
        } else if (problem.kind === 'doubleItem') {
          report.double(problem.at, { text: problem.text, key: problem.key });
        }
      }
    },
  },
});

export const validValuePage = definePage({
  rationale:
    'Durations, sizes, ports, mounts, counts and fixed words are read when Compose loads the file. One that it cannot read makes it refuse the whole file.',
  references: ['https://docs.docker.com/reference/compose-file/services/'],
  bad: [
    {
      title: 'A duration without a unit',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    stop_grace_period: "30"\n',
      },
    },
    {
      title: 'A port that is none',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - "localhost:8000:8000"\n',
      },
    },
    {
      title: 'A network twice',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    networks: [back, back]\nnetworks:\n  back:\n',
      },
    },
  ],
  good: [
    {
      title: 'Values with units, and values from variables',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    stop_grace_period: 1m30s\n    mem_limit: 2.5g\n    ports:\n      - "127.0.0.1:8000-8001:8000-8001/tcp"\n',
      },
    },
  ],
});
