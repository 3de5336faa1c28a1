import { findOpenQuotes } from '../../rulekit/open-quotes.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireClosingSingleQuote = defineRule({
  id: 'dockerfile/require-closing-single-quote',
  equivalents: ['SYNTAX_MISSING_SINGLE_QUOTE'],
  summary: 'Require single quotes in ARG, ENV and LABEL to be closed',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { open: 'A single quote is opened here and never closed.' },
  on: {
    instruction(item, report, { dockerfile }) {
      const escape = dockerfile?.tree.escape ?? '\\';
      for (const at of findOpenQuotes(item, "'", escape)) report.open(at);
    },
  },
});

export const requireClosingSingleQuotePage = definePage({
  rationale: 'Docker looks for the end of the quote, finds none and refuses the file.',

  references: ['https://docs.docker.com/reference/dockerfile/#env'],
  bad: [{ title: 'One quote', files: { Dockerfile: "FROM debian:12\nENV NAME='model\n" } }],
  good: [
    {
      title: 'Closed quotes, and one that is only a character',
      files: {
        Dockerfile: 'FROM debian:12\nENV NAME="my model" OTHER=\'a "b\'\nENV LAST=it\\\'s\n',
      },
    },
  ],
});
