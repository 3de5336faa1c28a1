import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validTrigger = defineRule({
  id: 'dockerfile/valid-trigger',
  equivalents: ['DL3043', 'ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'],
  summary: 'Require ONBUILD to hold an instruction that can be kept for later',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { trigger: 'Docker refuses {keyword} behind ONBUILD.' },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'ONBUILD') return;
      const { argument } = instruction;
      const keyword = /^\w+/.exec(argument.text)?.[0] ?? '';
      if (!refused.has(keyword.toUpperCase())) return;
      const isChain = keyword.toUpperCase() === 'ONBUILD';
      report.trigger(
        argument.spanOf(0, keyword.length),
        { keyword: keyword.toUpperCase() },
        {
          equivalents: [
            'DL3043',
            isChain ? 'ONBUILD_CHAINING_DISALLOWED' : 'ONBUILD_TRIGGER_DISALLOWED',
          ],
        },
      );
    },
  },
});

const refused: ReadonlySet<string> = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);

export const validTriggerPage = definePage({
  rationale:
    'A trigger runs inside the build of another image, which has its own FROM and cannot hand triggers on. Docker refuses the file.',

  bad: [
    {
      title: 'A trigger in a trigger',
      files: { Dockerfile: 'FROM debian:12\nONBUILD ONBUILD RUN make\n' },
    },
  ],
  good: [{ title: 'A step', files: { Dockerfile: 'FROM debian:12\nONBUILD RUN make\n' } }],
});
