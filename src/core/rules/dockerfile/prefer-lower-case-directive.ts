import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferLowerCaseDirective = defineRule({
  id: 'dockerfile/prefer-lower-case-directive',
  equivalents: ['CASING_DIRECTIVE'],
  summary: 'Prefer directives in lower case',
  severity: 'hint',
  preset: 'strict',
  since: '0.1.0',
  messages: { case: 'Directives are written in lower case by convention.' },
  on: {
    dockerfile({ tree }, report) {
      for (const { name, nameAt } of tree.directives) {
        if (tree.text.slice(nameAt.start, nameAt.end) === name) continue;
        report.case(nameAt);
      }
    },
  },
});

export const preferLowerCaseDirectivePage = definePage({
  rationale: 'Docker takes any case; everybody writes lower case, and searches for it.',
  references: ['https://docs.docker.com/reference/dockerfile/#parser-directives'],
  bad: [
    {
      title: 'Upper case',
      files: { Dockerfile: '# Escape=`\nFROM debian:12\n' },
    },
  ],
  good: [
    {
      title: 'Lower case',
      files: { Dockerfile: '# syntax=docker/dockerfile:1\nFROM debian:12\n' },
    },
  ],
});
