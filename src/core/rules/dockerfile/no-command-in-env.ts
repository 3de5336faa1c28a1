import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noCommandInEnv = defineRule({
  id: 'dockerfile/no-command-in-env',
  summary: 'Disallow command substitutions in ENV and ARG, which run nothing',
  severity: 'warning',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    substitution: '"{text}" stays text: {keyword} runs no command.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, words } = instruction;
      if (keyword !== 'ENV' && keyword !== 'ARG') return;
      for (const [index, { text, at }] of words.entries()) {
        if (/='|^'/.test(text)) continue;
        // The blanks of an unquoted substitution divide it into words.
        const isOpen = /^[^`\\]*`[^`]*$/.test(text);
        const end = isOpen
          ? words.slice(index + 1).find((word) => word.text.includes('`'))
          : undefined;
        if (end !== undefined) {
          const whole = { ...at, end: end.at.end };
          report.substitution(whole, { text: text.slice(text.indexOf('`')), keyword });
          break;
        }
        const found = /(?<!\\)\$\([^)]*\)?|`[^`]+`/.exec(text)?.[0];
        if (found !== undefined) report.substitution(at, { text: found, keyword });
      }
    },
  },
});

export const noCommandInEnvPage = definePage({
  rationale:
    'No shell reads ENV and ARG. Docker fills in variables and nothing else, so the container gets the text of the command instead of its result.',
  bad: [
    {
      title: 'The number of processors as text',
      files: { Dockerfile: 'FROM debian:12\nENV OMP_NUM_THREADS=$(nproc)\n' },
    },
  ],
  good: [
    {
      title: 'A shell that asks when the container starts',
      files: {
        Dockerfile:
          'FROM example/tides:1.4\nCMD ["sh", "-c", "OMP_NUM_THREADS=$(nproc) exec python train.py"]\n',
      },
    },
  ],
});
