import type { Fix } from '../../base/finding.ts';
import type { WrongType } from '../../model/compose-shape-problems.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const validType = defineRule({
  id: 'compose/valid-type',
  equivalents: ['invalid-schema'],
  summary: 'Require values of the form that Compose expects',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    type: '"{key}" has to be {expected}, and this is {found}.',
    unquoted: '"{key}" has to be a text, and without quotes this is {found}.',
    empty: '"{key}" has no value; it has to be {expected}, or left out.',
  },
  on: {
    fileSet({ shapeProblems }, report) {
      for (const problem of shapeProblems) {
        if (problem.kind !== 'wrongType') continue;
        const { at, key, expected, found, unquoted } = problem;
        if (unquoted !== undefined)
          report.unquoted(at, { key, found }, { fixes: [quote(problem)] });
        else if (found === 'empty') report.empty(at, { key, expected });
        else report.type(at, { key, expected, found });
      }
    },
  },
});

function quote({ at, unquoted }: WrongType): Fix {
  const text = unquoted?.text ?? '';
  return { title: 'Put it in quotes', kind: 'safe', edits: () => [replace(at, `"${text}"`)] };
}

export const validTypePage = definePage({
  rationale:
    'Compose refuses the whole file when a list stands where it expects a mapping, when a key is left without a value, or when YAML reads a number, a date or `true` where a text has to be.',
  references: ['https://docs.docker.com/reference/compose-file/services/'],
  bad: [
    {
      title: 'A mapping where a list has to be',
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: api:1.4.0\n    ports:\n      web: "8000:8000"\n',
      },
    },
    {
      title: 'A number where a text has to be',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    user: 1000\n',
      },
      fixed: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    user: "1000"\n',
      },
    },
    {
      title: 'A key whose values were commented out',
      files: {
        'compose.yaml': 'services:\n  train:\n    image: trainer:1.4.0\n    environment:\n',
      },
    },
  ],
  good: [
    {
      title: 'The forms that Compose takes',
      files: {
        'compose.yaml':
          'services:\n  train:\n    image: trainer:1.4.0\n    user: "1000"\n    environment:\n      EPOCHS: 10\n      SEED:\n    tmpfs: /scratch\n',
      },
    },
  ],
});
