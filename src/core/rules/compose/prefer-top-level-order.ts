import { listNames } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnsorted } from '../../rulekit/sorting.ts';

export const preferTopLevelOrder = defineRule({
  id: 'compose/prefer-top-level-order',
  equivalents: ['top-level-properties-order'],
  summary: 'Prefer the top-level keys in one order',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    order: 'In the usual order "{after}" comes before "{before}".',
  },
  on: {
    composeFile({ root }, report) {
      const keys = listNames(root).filter(({ text }) => findRank(text) >= 0);
      const found = findUnsorted(keys, ({ text }) => findRank(text));
      if (found === undefined) return;
      const [before, after] = found;
      report.order(after.at, { before: before.text, after: after.text });
    },
  },
});

const order: readonly string[] = [
  'version',
  'name',
  'include',
  'services',
  'networks',
  'volumes',
  'secrets',
  'configs',
];

/** Keys of the user's own come first, since others refer to them. */
function findRank(key: string): number {
  return key.startsWith('x-') ? 0 : order.indexOf(key) + (order.includes(key) ? 1 : 0);
}

export const preferTopLevelOrderPage = definePage({
  rationale:
    'A reader looks for the name at the top, for the services after it, and for what they share at the end.',
  bad: [
    {
      title: 'Volumes first',
      files: {
        'compose.yaml':
          'volumes:\n  models:\nservices:\n  api:\n    image: api:1.4.0\n    volumes: [models:/models]\n',
      },
    },
  ],
  good: [
    {
      title: 'Services first',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    volumes: [models:/models]\nvolumes:\n  models:\n',
      },
    },
  ],
});
