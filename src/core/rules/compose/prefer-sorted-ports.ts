import { findEntry, findText, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnsorted } from '../../rulekit/sorting.ts';

export const preferSortedPorts = defineRule({
  id: 'compose/prefer-sorted-ports',
  equivalents: ['service-ports-alphabetical-order'],
  summary: 'Prefer ports in ascending order',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    order: 'Sorted, "{after}" comes before "{before}".',
  },
  on: {
    service({ value }, report) {
      const ports = listItems(findEntry(value, 'ports')?.value).map((item) => ({
        at: item.at,
        text: item.kind === 'scalar' ? item.text : (findText(item, 'published')?.text ?? ''),
      }));
      const found = findUnsorted(ports, ({ text }) => findNumber(text));
      if (found === undefined) return;
      const [before, after] = found;
      report.order(after.at, { before: before.text, after: after.text });
    },
  },
});

/** The port on the host, or the only one; 0 where a variable decides. */
function findNumber(text: string): number {
  const parts = text.replace(/\/\w+$/, '').split(':');
  return Number.parseInt(parts.at(-2) ?? parts[0] ?? '', 10) || 0;
}

export const preferSortedPortsPage = definePage({
  rationale: 'Sorted ports show at a glance which are taken.',
  bad: [
    {
      title: 'Ports as they came',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports: ["8081:81", "8080:80"]\n',
      },
    },
  ],
  good: [
    {
      title: 'Ports in order',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports: ["8080:80", "8081:81"]\n',
      },
    },
  ],
});
