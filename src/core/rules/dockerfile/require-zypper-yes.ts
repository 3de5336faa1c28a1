import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findPackageCommands } from '../../rulekit/package-commands.ts';
import { hasOption } from '../../rulekit/shell-programs.ts';

export const requireZypperYes = defineRule({
  id: 'dockerfile/require-zypper-yes',
  equivalents: ['DL3034'],
  summary: 'Require zypper to answer its question by itself',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    asks: 'zypper {action} asks before it goes on, and a build has nobody to answer.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { action, program, isInstall } of findPackageCommands(script, 'zypper')) {
        const words = program.arguments;
        if (!isInstall || words.some(({ plain }) => plain.includes('$'))) continue;
        if (hasOption(words, '-y', '-n', '--no-confirm', '--non-interactive', '--dry-run'))
          continue;
        const fix = {
          title: 'Add -y',
          kind: 'safe' as const,
          edits: () => [insertAfter(action.at, ' -y')],
        };
        report.asks(action.at, { action: action.plain }, { fixes: [fix] });
      }
    },
  },
});

export const requireZypperYesPage = definePage({
  rationale:
    'The program stops and asks whether to install. A build has no terminal, so the answer is no and the step fails.',
  bad: [
    {
      title: 'An installation that waits for an answer',
      files: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper install git # For DVC.\n' },
      fixed: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper install -y git # For DVC.\n' },
    },
  ],
  good: [
    {
      title: 'An installation that goes on by itself',
      files: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper --non-interactive in git\n' },
    },
  ],
});
