import { knownFlags, repeatableFlags } from '../../rulekit/instruction-flags.data.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDuplicateFlag = defineRule({
  id: 'dockerfile/no-duplicate-flag',
  equivalents: ['FLAG_DUPLICATE'],
  summary: 'Disallow a flag twice',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { twice: '"--{name}" stands here already, and Docker refuses it twice.' },
  on: {
    instruction({ instruction }, report) {
      const known = knownFlags.get(instruction.keyword);
      const seen = new Set<string>();
      for (const { name, at } of instruction.flags) {
        if (known?.has(name) !== true || repeatableFlags.has(name)) continue;
        if (seen.has(name)) report.twice(at, { name });
        seen.add(name);
      }
    },
  },
});

export const noDuplicateFlagPage = definePage({
  rationale: 'Docker refuses the file, since it cannot tell which of the values is meant.',

  references: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    {
      title: 'Two owners',
      files: {
        Dockerfile: 'FROM debian:12\nADD --chown=1:1 --chown=2:2 https://example.org/a /b\n',
      },
    },
  ],
  good: [
    {
      title: 'Flags that may be repeated',
      files: {
        Dockerfile:
          'FROM gcc:14\nRUN --mount=type=cache,target=/a --mount=type=cache,target=/b make\n',
      },
    },
  ],
});
