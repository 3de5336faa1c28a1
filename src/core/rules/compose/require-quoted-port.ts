import { findEntry, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const requireQuotedPort = defineRule({
  id: 'compose/require-quoted-port',
  equivalents: ['require-quotes-in-ports'],
  summary: 'Require quotes around ports',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    plain: 'Without quotes some tools read "{text}" as a number in base 60.',
  },
  on: {
    service({ value }, report) {
      for (const key of ['ports', 'expose']) {
        for (const item of listItems(findEntry(value, key)?.value)) {
          if (item.kind !== 'scalar' || item.style !== 'plain' || item.data === null) continue;
          const { at, text } = item;
          const edits = () => [replace(at, `"${text}"`)];
          report.plain(at, { text }, { fixes: [{ title: 'Add quotes', kind: 'safe', edits }] });
        }
      }
    },
  },
});

export const requireQuotedPortPage = definePage({
  rationale:
    'YAML 1.1 reads `22:22` as 1342, a number in base 60. Compose no longer does, but other programs that read the file do, and so do old versions of Compose.',
  references: ['https://yaml.org/type/int.html'],
  bad: [
    {
      title: 'A port that may be a number',
      files: {
        'compose.yaml': 'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - 22:22\n',
      },
      fixed: {
        'compose.yaml': 'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - "22:22"\n',
      },
    },
  ],
  good: [
    {
      title: 'Quotes, and the long form',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - "22:22"\n      - target: 80\n        published: 8080\n',
      },
    },
  ],
});
