import { findVariableReferences } from '../../model/dockerfile-variables.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validVariableModifier = defineRule({
  id: 'dockerfile/valid-variable-modifier',
  equivalents: ['UNSUPPORTED_MODIFIER'],
  summary: 'Require modifiers of variables that Docker knows',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { modifier: 'Docker knows no "{modifier}" behind the name of a variable.' },
  on: {
    instruction({ instruction, stage }, report, { dockerfile }) {
      const { keyword, argument } = instruction;
      if (!expanding.has(keyword) || (stage === undefined && keyword !== 'ARG')) return;
      const { text } = argument;
      for (const reference of findVariableReferences(text, dockerfile?.tree.escape ?? '\\')) {
        const { modifier, start, end } = reference;
        if (modifier === '' || /^(?::?[-+?]|[#%/])/.test(modifier)) continue;
        report.modifier(argument.spanOf(start, end), { modifier });
      }
    },
  },
});

const expanding: ReadonlySet<string> = new Set(
  'ADD ARG COPY ENV EXPOSE FROM LABEL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

export const validVariableModifierPage = definePage({
  rationale:
    'Docker expands `${name:-default}`, `${name:+other}`, `${name:?message}` and the cutting with `#`, `%` and `/`, and refuses the rest of what a shell can do.',

  references: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  bad: [
    {
      title: 'What only bash can do',
      files: { Dockerfile: 'FROM debian:12\nENV NAME=model\nWORKDIR /srv/${NAME^^}\n' },
    },
  ],
  good: [
    {
      title: 'A default, and a shell of its own',
      files: { Dockerfile: 'FROM debian:12\nENV NAME=${OTHER:-model}\nRUN echo ${NAME^^}\n' },
    },
  ],
});
