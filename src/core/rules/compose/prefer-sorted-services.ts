import { findEntry, listNames } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnsorted } from '../../rulekit/sorting.ts';

export const preferSortedServices = defineRule({
  id: 'compose/prefer-sorted-services',
  equivalents: ['services-alphabetical-order'],
  summary: 'Prefer services in alphabetical order',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    order: 'Sorted, "{after}" comes before "{before}".',
  },
  on: {
    composeFile({ root }, report) {
      const names = listNames(findEntry(root, 'services')?.value);
      const found = findUnsorted(names, ({ text }) => text);
      if (found === undefined) return;
      const [before, after] = found;
      report.order(after.at, { before: before.text, after: after.text });
    },
  },
});

export const preferSortedServicesPage = definePage({
  rationale: 'In a file with many services a sorted one is found at a glance.',
  bad: [
    {
      title: 'Services as they came',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n  api:\n    image: api:1.4.0\n',
      },
    },
  ],
  good: [
    {
      title: 'Services in order',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n  train:\n    image: trainer:1.4.0\n',
      },
    },
  ],
});
