import type { Fix } from '../../base/finding.ts';
import { findEntry, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';
import type { Extra } from '../../rulekit/rule.ts';

export const requireQuotedPort = defineRule({
  id: 'compose/require-quoted-port',
  equivalents: ['require-quotes-in-ports'],
  summary: 'Require quotes around ports',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    number: 'Without quotes some tools read "{text}" as a number in base 60.',
    plain: 'Ports are text: with quotes none is ever read as a number, as 22:22 is by some tools.',
  },
  on: {
    service({ value }, report) {
      for (const key of ['ports', 'expose']) {
        for (const item of listItems(findEntry(value, key)?.value)) {
          if (item.kind !== 'scalar' || item.style !== 'plain' || item.data === null) continue;
          const { at, text } = item;
          const edits = () => [replace(at, `"${text}"`)];
          // What quotes would change needs more than quotes.
          const isPlain = !/["\\]/.test(text) && at.end - at.start === text.length;
          const fix: Fix = { title: 'Add quotes', kind: 'safe', edits };
          const extra: Extra = { fixes: isPlain ? [fix] : [] };
          if (baseSixty.test(text)) report.number(at, { text }, extra);
          else report.plain(at, extra);
        }
      }
    },
  },
});

/** What YAML 1.1 takes for digits of base 60: all but the first are below 60. */
const baseSixty = /^[1-9]\d*(?::[0-5]?\d)+$/;

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
    {
      title: 'A port of several digits, which is none',
      files: {
        'compose.yaml': 'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - 8080:8080\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports:\n      - "8080:8080"\n',
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
