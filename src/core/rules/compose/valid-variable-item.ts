import type { Fix } from '../../base/finding.ts';
import type { Span } from '../../base/span.ts';
import type { EnvironmentItem, FileSet } from '../../model/project.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const validVariableItem = defineRule({
  id: 'compose/valid-variable-item',
  summary: 'Require items of environment to be written as NAME=value',
  severity: 'error',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    before: 'The blank before "=" becomes part of the name, so Compose refuses the file.',
    colon: 'An item of a list takes "=": this names a variable "{name}", which nobody sets.',
  },
  on: {
    service({ environment }, report, { fileSet }) {
      for (const item of environment) {
        const { name, nameAt, value, origin } = item;
        if (origin !== 'environment') continue;
        if (value === undefined) {
          const pair = /^([A-Za-z_]\w*):\s*\S/.exec(name);
          if (pair === null) continue;
          const at = { ...nameAt, start: nameAt.start + (pair[1]?.length ?? 0) };
          const colon = {
            ...at,
            end: at.start + (/^:\s*/.exec(name.slice(pair[1]?.length))?.[0].length ?? 1),
          };
          report.colon(nameAt, { name }, { fixes: [toFix(colon, '=')] });
        } else if (/^[A-Za-z_]\w*\s+$/.test(name) && isListItem(item, fileSet)) {
          report.before(nameAt, { fixes: [toFix(nameAt, name.trimEnd())] });
        }
      }
    },
  },
});

/** A mapping's values have their blanks from quotes, and so on purpose. */
function isListItem({ value }: EnvironmentItem, fileSet: FileSet | undefined): boolean {
  const file = fileSet?.files.find(({ path }) => path === value?.at.file);
  return file?.text[(value?.at.start ?? 0) - 1] === '=';
}

function toFix(at: Span, text: string): Fix {
  return { title: 'Write NAME=value', kind: 'suggestion', edits: () => [replace(at, text)] };
}

export const validVariableItemPage = definePage({
  rationale:
    'In the list form each item of `environment` is divided at its first "=". A blank before it ends up in the name, which Compose refuses. An item with a colon only names a variable of the shell that is to be passed on, and no shell has one of that name.',
  references: ['https://docs.docker.com/reference/compose-file/services/#environment'],
  bad: [
    {
      title: 'A blank before the equals sign',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      - EPOCHS =10\n',
      },
    },
    {
      title: 'A colon in a list',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      - EPOCHS:10\n',
      },
    },
  ],
  good: [
    {
      title: 'A list and a mapping',
      files: {
        'compose.yaml':
          'services:\n  fit:\n    image: fit:1.4.0\n    environment:\n      - EPOCHS=10\n  rate:\n    image: fit:1.4.0\n    environment:\n      RATE: 0.1\n',
      },
    },
  ],
});
