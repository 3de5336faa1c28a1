import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validShellForm = defineRule({
  id: 'dockerfile/valid-shell-form',
  equivalents: ['SHELL_JSON_FORM', 'SHELL_REQUIRES_ONE'],
  summary: 'Require SHELL to be a list',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    form: 'SHELL takes a list of strings in double quotes, such as ["/bin/bash", "-c"].',
    empty: 'SHELL needs at least the program that it names.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, exec, argument } = instruction;
      if (keyword !== 'SHELL' || argument.text.trim() === '') return;
      if (exec === undefined) report.form(argument.at, { equivalents: ['SHELL_JSON_FORM'] });
      else if (exec.length === 0)
        report.empty(argument.at, { equivalents: ['SHELL_REQUIRES_ONE'] });
    },
  },
});

export const validShellFormPage = definePage({
  rationale: 'Docker refuses the file.',

  references: ['https://docs.docker.com/reference/dockerfile/#shell'],
  bad: [
    { title: 'A path alone', files: { Dockerfile: 'FROM debian:12\nSHELL /bin/bash -c\n' } },
    { title: 'Nothing', files: { Dockerfile: 'FROM debian:12\nSHELL []\n' } },
  ],
  good: [{ title: 'A list', files: { Dockerfile: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n' } }],
});
