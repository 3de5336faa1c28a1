import { findPackageCommands } from '../../rulekit/package-commands.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noDistributionUpgrade = defineRule({
  id: 'dockerfile/no-distribution-upgrade',
  equivalents: ['DL3035', 'DS-0024'],
  summary: 'Disallow upgrading the distribution of the base image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { upgrade: 'This replaces the release that the base image was chosen for.' },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { action } of findPackageCommands(script, 'apt', 'zypper')) {
        if (/^(?:dist-upgrade|dup|full-upgrade)$/.test(action.plain)) report.upgrade(action.at);
      }
    },
  },
});

export const noDistributionUpgradePage = definePage({
  rationale:
    'An upgrade of the whole distribution takes another result each day, doubles the image, and belongs into the tag of the base image.',

  bad: [
    {
      title: 'An upgrade in the build',
      files: {
        Dockerfile: 'FROM opensuse/leap:15.5\nRUN zypper -n dist-upgrade && zypper clean\n',
      },
    },
  ],
  good: [
    {
      title: 'A newer base',
      files: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper -n install git && zypper clean\n' },
    },
  ],
});
