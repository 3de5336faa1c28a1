import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validShellForm = defineRule({
  id: 'dockerfile/valid-shell-form',
  equivalents: ['SHELL_JSON_FORM'],
  summary: 'Require SHELL to be a list',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    form: 'SHELL takes a list of strings in double quotes, such as ["/bin/bash", "-c"].',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, exec, argument } = instruction;
      if (keyword !== 'SHELL' || exec !== undefined || /^\s*(?:\[\s*\]\s*)?$/.test(argument.text))
        return;
      report.form(argument.at);
    },
  },
});

export const validShellFormPage = definePage({
  rationale: 'Docker refuses the file.',

  references: ['https://docs.docker.com/reference/dockerfile/#shell'],
  bad: [{ title: 'A path alone', files: { Dockerfile: 'FROM debian:12\nSHELL /bin/bash -c\n' } }],
  good: [{ title: 'A list', files: { Dockerfile: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n' } }],
});
