import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validStageForm = defineRule({
  id: 'dockerfile/valid-stage-form',
  equivalents: ['ARGUMENT_REQUIRES_ONE_OR_THREE'],
  summary: 'Require FROM to have an image and perhaps a name',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { form: 'FROM takes an image, or an image, AS and a name; here are {count} words.' },
  on: {
    stage({ from }, report) {
      const { words } = from;
      if (words.length === 0 || words.length === 1 || words.length === 3) return;
      const at = words[words.length === 2 ? 1 : 3]?.at ?? from.keywordAt;
      report.form(at, { count: String(words.length) });
    },
  },
});

export const validStageFormPage = definePage({
  rationale:
    'Docker refuses the file. A comment cannot stand behind an instruction either: its words are arguments.',

  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  bad: [
    { title: 'AS is missing', files: { Dockerfile: 'FROM debian:12 build\n' } },
    { title: 'A comment', files: { Dockerfile: 'FROM debian:12 AS build # Tools.\n' } },
  ],
  good: [{ title: 'A name', files: { Dockerfile: 'FROM debian:12 AS build\n' } }],
});
