import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findPackageCommands } from '../../rulekit/package-commands.ts';
import { hasOption } from '../../rulekit/shell-programs.ts';

export const requireRpmYes = defineRule({
  id: 'dockerfile/require-rpm-yes',
  equivalents: ['DL3030', 'DL3038'],
  summary: 'Require yum and dnf to answer their question by themselves',
  // Some images have a microdnf that does not ask, or answer in the configuration.
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    asks: '{program} {action} asks before it goes on, and a build has nobody to answer.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const command of findPackageCommands(script, 'yum', 'dnf')) {
        const { action, program, isInstall } = command;
        const words = program.arguments;
        if (!isInstall || words.some(({ plain }) => plain.includes('$'))) continue;
        if (hasOption(words, '-y', '--assumeyes', '--assumeno', '--downloadonly')) continue;
        const before = script?.commands.find(({ separator, words: [name] }) => {
          return separator === '|' && name?.plain === 'yes';
        });
        if (before !== undefined) continue;
        const fix = {
          title: 'Add -y',
          kind: 'safe' as const,
          edits: () => [insertAfter(action.at, ' -y')],
        };
        report.asks(
          action.at,
          { program: program.name, action: action.plain },
          { fixes: [fix], equivalents: [program.name === 'yum' ? 'DL3030' : 'DL3038'] },
        );
      }
    },
  },
});

export const requireRpmYesPage = definePage({
  rationale:
    'The program stops and asks whether to install. A build has no terminal, so the answer is no and the step fails.',
  bad: [
    {
      title: 'An installation that waits for an answer',
      files: { Dockerfile: 'FROM fedora:41\nRUN dnf install git-2.47.1 # For DVC.\n' },
      fixed: { Dockerfile: 'FROM fedora:41\nRUN dnf install -y git-2.47.1 # For DVC.\n' },
    },
  ],
  good: [
    {
      title: 'An installation that goes on by itself',
      files: { Dockerfile: 'FROM fedora:41\nRUN dnf -y install git-2.47.1\n' },
    },
  ],
});
