import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnpinnedInstalls } from '../../rulekit/package-commands.ts';

export const requireZypperVersion = defineRule({
  id: 'dockerfile/require-zypper-version',
  equivalents: ['DL3037'],
  summary: 'Require packages of zypper to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction(node, report) {
      for (const { at, packages } of findUnpinnedInstalls(node, 'zypper', isPinned)) {
        report.open(at, { packages });
      }
    },
  },
});

/** A comparison, or a file that is there already. */
function isPinned(name: string): boolean {
  return /[=<>/]|\.rpm$/.test(name);
}

export const requireZypperVersionPage = definePage({
  rationale:
    'A rebuild installs whatever the repository has that day, so an image cannot be built a second time as it was.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper install -y git && zypper clean\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: {
        Dockerfile: "FROM opensuse/leap:15.6\nRUN zypper install -y 'git=2.43.0' && zypper clean\n",
      },
    },
  ],
});
