import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireVariableName = defineRule({
  id: 'dockerfile/require-variable-name',
  equivalents: ['SYNTAX_MISSING_NAMES'],
  summary: 'Require a name before the equals sign of ARG, ENV and LABEL',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { name: 'A value without a name: Docker refuses "{text}".' },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words } = instruction;
      if (keyword !== 'ARG' && keyword !== 'ENV' && keyword !== 'LABEL') return;
      // Without an equals sign in the first word all that follows is a value.
      if (keyword !== 'ARG' && words[0]?.text.includes('=') !== true) return;
      for (const { text, at } of words) {
        if (text.startsWith('=')) report.name(at, { text });
      }
    },
  },
});

export const requireVariableNamePage = definePage({
  rationale: 'A blank before the equals sign makes two words, and the second has no name.',

  references: ['https://docs.docker.com/reference/dockerfile/#env'],
  bad: [{ title: 'A blank too many', files: { Dockerfile: 'FROM debian:12\nENV A=1 =3\n' } }],
  good: [{ title: 'Names', files: { Dockerfile: 'FROM debian:12\nENV A=1 B=3\n' } }],
});
