import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnsorted } from '../../rulekit/sorting.ts';

export const preferSortedDependencies = defineRule({
  id: 'compose/prefer-sorted-dependencies',
  equivalents: ['service-dependencies-alphabetical-order'],
  summary: 'Prefer dependencies in alphabetical order',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    order: 'Sorted, "{after}" comes before "{before}".',
  },
  on: {
    service({ dependsOn }, report) {
      const found = findUnsorted(dependsOn, ({ service }) => service);
      if (found === undefined) return;
      const [before, after] = found;
      report.order(after.at, { before: before.service, after: after.service });
    },
  },
});

export const preferSortedDependenciesPage = definePage({
  rationale:
    'In a sorted list a name is found at a glance, and two branches that add one meet in different lines.',
  bad: [
    {
      title: 'Names as they came',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    depends_on: [worker, cache]\n  cache:\n    image: cache:1.4.0\n  worker:\n    image: worker:1.4.0\n',
      },
    },
  ],
  good: [
    {
      title: 'Names in order',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    depends_on: [cache, worker]\n  cache:\n    image: cache:1.4.0\n  worker:\n    image: worker:1.4.0\n',
      },
    },
  ],
});
