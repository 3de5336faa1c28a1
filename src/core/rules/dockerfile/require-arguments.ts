import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const requireArguments = defineRule({
  id: 'dockerfile/require-arguments',
  equivalents: ['ARGUMENT_MISSING'],
  summary: 'Require every instruction to have its argument',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    missing: '{keyword} stands alone and does nothing without an argument.',
  },
  on: {
    instruction({ instruction }, report) {
      const { keyword, keywordAt, argument, heredocs } = instruction;
      if (!withArguments.has(keyword) || heredocs.length > 0) return;
      if (argument.text === '') report.missing(keywordAt, { keyword });
    },
  },
});

/** Docker lets RUN, CMD and ENTRYPOINT stand alone; COPY and ADD have a rule of their own. */
const withArguments: ReadonlySet<string> = new Set(
  'ARG ENV EXPOSE FROM LABEL MAINTAINER ONBUILD SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

export const requireArgumentsPage = definePage({
  rationale: 'Docker refuses the whole file when an instruction has nothing to work on.',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    { title: 'A folder that was never typed', files: { Dockerfile: 'FROM debian:12\nWORKDIR\n' } },
  ],
  good: [{ title: 'A folder', files: { Dockerfile: 'FROM debian:12\nWORKDIR /app\n' } }],
});
