import { findEntry, listNames } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnsorted } from '../../rulekit/sorting.ts';

export const preferServiceKeyOrder = defineRule({
  id: 'compose/prefer-service-key-order',
  equivalents: ['service-keys-order'],
  summary: 'Prefer the keys of a service in one order',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    order: 'In the usual order "{after}" comes before "{before}".',
  },
  on: {
    composeFile({ root }, report) {
      const services = findEntry(root, 'services')?.value;
      if (services?.kind !== 'map') return;
      for (const { value } of services.entries.values()) {
        if (value?.kind !== 'map') continue;
        const keys = listNames(value).filter(({ text }) => order.includes(text));
        const found = findUnsorted(keys, ({ text }) => order.indexOf(text));
        if (found === undefined) continue;
        const [before, after] = found;
        report.order(after.at, { before: before.text, after: after.text });
      }
    },
  },
});

/** What runs, what it needs, what it gets, how it is reached, how it behaves. */
const order: readonly string[] = [
  'image',
  'build',
  'container_name',
  'depends_on',
  'volumes',
  'volumes_from',
  'configs',
  'secrets',
  'environment',
  'env_file',
  'ports',
  'networks',
  'network_mode',
  'extra_hosts',
  'command',
  'entrypoint',
  'working_dir',
  'restart',
  'healthcheck',
  'logging',
  'labels',
  'user',
  'isolation',
];

export const preferServiceKeyOrderPage = definePage({
  rationale: 'Where all services have their keys in one order, differences between them stand out.',
  bad: [
    {
      title: 'Ports before the image',
      files: {
        'compose.yaml': 'services:\n  api:\n    ports: ["8080:80"]\n    image: api:1.4.0\n',
      },
    },
  ],
  good: [
    {
      title: 'The image first',
      files: {
        'compose.yaml': 'services:\n  api:\n    image: api:1.4.0\n    ports: ["8080:80"]\n',
      },
    },
  ],
});
