import { findVariableReferences } from '../../model/dockerfile-variables.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noEnvSelfReference = defineRule({
  id: 'dockerfile/no-env-self-reference',
  equivalents: ['DL3044'],
  summary: 'Disallow using a variable in the ENV that sets it',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: { unset: '"{name}" is set by this same ENV, so it is still empty here.' },
  on: {
    instruction({ instruction, variables }, report, { dockerfile }) {
      if (instruction.keyword !== 'ENV') return;
      const names = new Set(instruction.words.map(({ text }) => text.replace(/=.*$/s, '')));
      for (const { text, at } of instruction.words) {
        if (!text.includes('=')) return;
        const used = findVariableReferences(text, dockerfile?.tree.escape ?? '\\').find(
          ({ name }) =>
            names.has(name) &&
            !text.startsWith(`${name}=`) &&
            name !== 'PATH' &&
            !variables.has(name),
        );
        if (used !== undefined) report.unset(at, { name: used.name });
      }
    },
  },
});

export const noEnvSelfReferencePage = definePage({
  rationale:
    'Docker looks variables up as they were before the instruction. A path that is put together from another one of the same ENV begins with nothing.',

  bad: [
    {
      title: 'A path below nothing',
      files: { Dockerfile: 'FROM debian:12\nENV HOME_DIR=/srv MODELS=$HOME_DIR/models\n' },
    },
  ],
  good: [
    {
      title: 'One after the other',
      files: { Dockerfile: 'FROM debian:12\nENV HOME_DIR=/srv\nENV MODELS=$HOME_DIR/models\n' },
    },
  ],
});
