import type { Service } from '../../model/project.ts';
import { findEntry, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noQuotedVolume = defineRule({
  id: 'compose/no-quoted-volume',
  equivalents: ['no-quotes-in-volumes'],
  summary: 'Disallow quotes around volumes that need none',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    quotes: 'The quotes around "{text}" are not needed.',
  },
  on: {
    service({ value }: Service, report) {
      for (const item of listItems(findEntry(value, 'volumes')?.value)) {
        if (item.kind !== 'scalar') continue;
        const { at, text, style } = item;
        if (style !== 'single' && style !== 'double') continue;
        // Only what reads the same without quotes, in brackets too.
        if (!/^[\w./~$][\w./:$-]*[\w./]$/.test(text) || /^[\d.]+$/.test(text)) continue;
        const edits = () => [replace(at, text)];
        report.quotes(
          at,
          { text },
          { fixes: [{ title: 'Remove the quotes', kind: 'safe', edits }] },
        );
      }
    },
  },
});

export const noQuotedVolumePage = definePage({
  rationale:
    'YAML reads a mount such as `./data:/data` as text by itself. Files in which some mounts have quotes and some have none are harder to compare.',
  references: ['https://docs.docker.com/reference/compose-file/services/#volumes'],
  bad: [
    {
      title: 'Quotes that do nothing',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - "./jobs:/jobs"\n',
      },
      fixed: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - ./jobs:/jobs\n',
      },
    },
  ],
  good: [
    {
      title: 'Quotes that are needed',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    volumes:\n      - "${JOBS:-./my jobs}:/jobs"\n',
      },
    },
  ],
});
