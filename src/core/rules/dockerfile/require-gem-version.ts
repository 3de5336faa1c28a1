import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, findUnpinned } from '../../rulekit/package-commands.ts';
import { hasOption } from '../../rulekit/shell-programs.ts';

export const requireGemVersion = defineRule({
  id: 'dockerfile/require-gem-version',
  equivalents: ['DL3028'],
  summary: 'Require gems to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of findPackageCommands(script, 'gem')) {
        if (!command.isInstall || hasOption(command.program.arguments, '-v', '--version')) continue;
        // What follows `--` is for the compiler.
        const end = command.program.arguments.find(({ plain }) => plain === '--')?.at.start;
        const operands = command.operands.filter(({ at }) => end === undefined || at.start < end);
        const found = findUnpinned({ ...command, operands }, isPinned);
        if (found !== undefined) report.open(found.at, { packages: found.packages });
      }
    },
  },
});

function isPinned(name: string): boolean {
  return /:|\.gem$/.test(name);
}

export const requireGemVersionPage = definePage({
  rationale:
    'A rebuild installs the newest release of the day, so an image cannot be built a second time as it was.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM ruby:3.3-slim\nRUN gem install bundler\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: { Dockerfile: 'FROM ruby:3.3-slim\nRUN gem install bundler:2.5.22\n' },
    },
  ],
});
