import { insertAfter } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms, hasOption } from '../../rulekit/shell-programs.ts';

export const requireAptGetYes = defineRule({
  id: 'dockerfile/require-apt-get-yes',
  equivalents: ['DL3014', 'DS-0021'],
  summary: 'Require apt-get install to answer its question by itself',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: {
    asks: 'apt-get {action} asks before it goes on, and a build has nobody to answer.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      const programs = findPrograms(script);
      programs.forEach((program, index) => {
        if (program.name !== 'apt-get') return;
        const action = program.arguments.find(({ plain }) => asking.has(plain));
        if (action === undefined || answers(program.arguments)) return;
        const before = programs[index - 1]?.command;
        if (before?.separator === '|' && before.words.some(({ plain }) => plain === 'yes')) return;
        report.asks(
          action.at,
          { action: action.plain },
          {
            fixes: [
              { title: 'Add -y', kind: 'safe', edits: () => [insertAfter(action.at, ' -y')] },
            ],
          },
        );
      });
    },
  },
});

/** Other actions ask only when there is something to do, which nobody can tell from here. */
const asking: ReadonlySet<string> = new Set(['install', 'build-dep']);

type Words = Parameters<typeof hasOption>[0];

function answers(words: Words): boolean {
  if (
    hasOption(words, '-y', '--yes', '--assume-yes', '--simulate', '--dry-run', '--download-only')
  ) {
    return true;
  }
  // Twice quiet is a yes.
  const quiet = words.filter(({ plain }) => plain === '-q' || plain === '--quiet').length;
  return (
    quiet > 1 ||
    words.some(({ plain }) => /^-(?:qq|q=2|-quiet=2)/.test(plain) || plain.includes('$'))
  );
}

export const requireAptGetYesPage = definePage({
  rationale:
    'The program stops and asks whether to install. A build has no terminal, so the answer is no and the step fails.',
  references: ['https://manpages.debian.org/apt-get'],
  bad: [
    {
      title: 'An installation that waits for an answer',
      files: {
        Dockerfile: `FROM debian:12
RUN apt-get update \\
    # The loader of lightgbm needs it.
    && apt-get install libgomp1
`,
      },
      fixed: {
        Dockerfile: `FROM debian:12
RUN apt-get update \\
    # The loader of lightgbm needs it.
    && apt-get install -y libgomp1
`,
      },
    },
  ],
  good: [
    {
      title: 'An installation that goes on by itself',
      files: {
        Dockerfile: `FROM debian:12
RUN apt-get update && apt-get install -y libgomp1
`,
      },
    },
  ],
});
