import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const requireVariableValue = defineRule({
  id: 'dockerfile/require-variable-value',
  equivalents: ['ARGUMENT_REQUIRES_TWO', 'SYNTAX_MISSING_EQUALS'],
  summary: 'Require names in ENV and LABEL to get the value that is meant',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    alone: '{keyword} gives "{name}" no value, so the build stops here.',
    equals: '"{name}" has no "=" behind it, so the build stops here.',
    spaced: 'With a blank before "=" the sign becomes a part of the value of "{name}".',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words } = instruction;
      const [first, second, third] = words;
      if ((keyword !== 'ENV' && keyword !== 'LABEL') || first === undefined) return;
      if (first.text.includes('=')) {
        for (const { text, at } of words.slice(1)) {
          if (!text.includes('='))
            report.equals(at, { name: text }, { equivalents: ['SYNTAX_MISSING_EQUALS'] });
        }
      } else if (second === undefined) {
        if (!first.text.includes('$')) {
          const equivalents = ['ARGUMENT_REQUIRES_TWO'];
          report.alone(first.at, { keyword, name: first.text }, { equivalents });
        }
      } else if (second.text === '=' && third !== undefined) {
        const gap = { ...first.at, start: first.at.end, end: third.at.start };
        report.spaced(
          second.at,
          { name: first.text },
          {
            equivalents: [],
            fixes: [
              { title: 'Remove the blanks', kind: 'suggestion', edits: () => [replace(gap, '=')] },
            ],
          },
        );
      }
    },
  },
});

export const requireVariableValuePage = definePage({
  rationale:
    'ENV takes `NAME=value` pairs without blanks around the sign. A name alone or a word without "=" ends the build; `NAME = value` builds, and the program gets "= value".',
  references: ['https://docs.docker.com/reference/dockerfile/#env'],
  bad: [
    {
      title: 'Blanks around the sign',
      files: { Dockerfile: 'FROM debian:12\nENV TRACKING = http://mlflow:5000\n' },
      fixed: { Dockerfile: 'FROM debian:12\nENV TRACKING=http://mlflow:5000\n' },
    },
    {
      title: 'A name alone, and a word that belongs to no name',
      files: { Dockerfile: 'FROM debian:12\nENV TRACKING\nENV A=1 B\n' },
    },
  ],
  good: [
    {
      title: 'Pairs, and the old form with a blank',
      files: { Dockerfile: 'FROM debian:12\nENV A=1 B="two words"\nENV TITLE two words\n' },
    },
  ],
});
