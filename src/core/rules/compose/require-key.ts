import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireKey = defineRule({
  id: 'compose/require-key',
  equivalents: ['invalid-schema'],
  summary: 'Require the keys that Compose cannot do without',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: 'The key "{key}" is missing in {owner}, so Compose refuses the file.',
  },
  on: {
    fileSet({ shapeProblems }, report) {
      for (const problem of shapeProblems) {
        if (problem.kind !== 'missingKey') continue;
        report.missing(problem.at, { key: problem.key, owner: problem.owner });
      }
    },
  },
});

export const requireKeyPage = definePage({
  rationale:
    'A few mappings mean nothing without one of their keys, such as a dependency without its condition or a reserved device without its capabilities. Compose refuses the whole file then.',
  references: ['https://docs.docker.com/reference/compose-file/deploy/#devices'],
  bad: [
    {
      title: 'A GPU without capabilities',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    deploy:\n      resources:\n        reservations:\n          devices:\n            - driver: nvidia\n              count: 1\n',
      },
    },
  ],
  good: [
    {
      title: 'A GPU that Compose can ask for',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    deploy:\n      resources:\n        reservations:\n          devices:\n            - driver: nvidia\n              count: 1\n              capabilities: [gpu]\n',
      },
    },
  ],
});
