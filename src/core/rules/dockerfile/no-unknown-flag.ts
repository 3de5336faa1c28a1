import { findNearName } from '../../rulekit/near-name.ts';
import { knownFlags } from '../../rulekit/instruction-flags.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnknownFlag = defineRule({
  id: 'dockerfile/no-unknown-flag',
  equivalents: [
    'UNKNOWN_ADD_FLAG',
    'UNKNOWN_COPY_FLAG',
    'UNKNOWN_FROM_FLAG',
    'UNKNOWN_HEALTHCHECK_FLAG',
  ],
  summary: 'Disallow flags that an instruction does not know',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    unknown: '{keyword} has no flag "--{name}".',
    near: '{keyword} has no flag "--{name}"; "--{known}" is near.',
  },
  on: {
    instruction({ instruction }, report) {
      const known = knownFlags.get(instruction.keyword);
      if (known === undefined) return;
      for (const { name, at } of instruction.flags) {
        if (known.has(name)) continue;
        const near = findNearName(name, known);
        const { keyword } = instruction;
        const own = { equivalents: keyword === 'RUN' ? [] : [`UNKNOWN_${keyword}_FLAG`] };
        if (near === undefined) report.unknown(at, { keyword, name }, own);
        else report.near(at, { keyword, name, known: near }, own);
      }
    },
  },
});

export const noUnknownFlagPage = definePage({
  rationale: 'Docker refuses the file. Flags are in lower case, and each instruction has its own.',

  references: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    {
      title: 'A flag of another instruction, and a misspelled one',
      files: {
        Dockerfile:
          'FROM debian:12 AS base\nFROM --platfrom=linux/amd64 debian:12\nADD --from=base /a /b\n',
      },
    },
  ],
  good: [
    {
      title: 'Known flags',
      files: {
        Dockerfile:
          'FROM --platform=$BUILDPLATFORM debian:12 AS base\nFROM debian:12\nCOPY --from=base --chown=1:1 /a /b\n',
      },
    },
  ],
});
