import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noQuotedListValue = defineRule({
  id: 'compose/no-quoted-list-value',
  summary: 'Disallow quotes and blanks around values in list items of environment',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    quotes: 'The quotes belong to the value of "{name}": the program gets them too.',
    blank: 'The blank belongs to the value of "{name}": the program gets it too.',
  },
  on: {
    service({ environment }, report, { fileSet }) {
      for (const { name, value, origin } of environment) {
        if (origin !== 'environment' || value === undefined) continue;
        // A mapping's quotes are YAML's and gone here; a list item keeps those behind its "=".
        const file = fileSet?.files.find(({ path }) => path === value.at.file);
        if (file?.text[value.at.start - 1] !== '=') continue;
        if (/^(['"]).*\1\s*\\?$/s.test(value.text)) report.quotes(value.at, { name });
        else if (/^[ \t]+\S/.test(value.text)) report.blank(value.at, { name });
      }
    },
  },
});

export const noQuotedListValuePage = definePage({
  rationale:
    'No shell reads the items of `environment`. In `NAME="value"` as a list item the quotes are part of the value, and a path or number with quotes around it is not found or not understood.',
  bad: [
    {
      title: 'Quotes of a shell',
      files: {
        'compose.yaml':
          "services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      - LABELS='/etc/labels.json'\n",
      },
    },
    {
      title: 'A blank behind the equals sign',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      - RATE= 0.1\n',
      },
    },
  ],
  good: [
    {
      title: 'No quotes, or quotes around the whole item',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n      - LABELS=/etc/labels.json\n      - "NAME=two words"\n',
      },
    },
  ],
});
