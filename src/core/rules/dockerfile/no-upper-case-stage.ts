import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUpperCaseStage = defineRule({
  id: 'dockerfile/no-upper-case-stage',
  equivalents: ['StageNameCasing'],
  summary: 'Disallow upper case in names of stages',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { upper: 'Docker does not tell "{name}" from its lower case, but tools beside it do.' },
  on: {
    stage({ name, from }, report) {
      const at = from.words[2]?.at;
      if (name === undefined || at === undefined || name === name.toLowerCase()) return;
      report.upper(at, { name });
    },
  },
});

export const noUpperCaseStagePage = definePage({
  rationale:
    'Names of stages are compared without regard to case, while `--target` and scripts around a build are written by hand. One shape avoids the question.',

  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  bad: [
    { title: 'Two shapes in one name', files: { Dockerfile: 'FROM debian:12 AS BuildTools\n' } },
  ],
  good: [{ title: 'Lower case', files: { Dockerfile: 'FROM debian:12 AS build-tools\n' } }],
});
