import { isMounted, isShipped } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, removesLater } from '../../rulekit/package-commands.ts';

export const requireZypperClean = defineRule({
  id: 'dockerfile/require-zypper-clean',
  equivalents: ['DL3036', 'DS-0020'],
  summary: 'Require zypper to leave no cache in the image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    kept: 'The cache of zypper stays in the layer; "zypper clean" in the same step removes it.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script } = item;
      if (instruction.keyword !== 'RUN' || !isShipped(item, dockerfile)) return;
      if (isMounted(item, '/var/cache/zypp')) return;
      const commands = findPackageCommands(script, 'zypper');
      const last = commands.findLast(({ action }) => filling.test(action.plain));
      if (last === undefined || removesLater(script, last, '/var/cache/zypp')) return;
      const isCleaned = commands.some(
        ({ action, program }) =>
          /^(?:clean|cc)$/.test(action.plain) && program.nameAt.start > last.program.nameAt.start,
      );
      if (!isCleaned) report.kept(last.action.at);
    },
  },
});

/** Actions that fill the cache. */
const filling = /^(?:install|in|update|up|patch|dist-upgrade|dup|refresh|ref)$/;

export const requireZypperCleanPage = definePage({
  rationale:
    'Packages and metadata of the repositories stay behind. Removing them in a later step does not make the image smaller.',
  bad: [
    {
      title: 'Files that nobody reads again',
      files: { Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper install -y git\n' },
    },
  ],
  good: [
    {
      title: 'Gone before the step ends, or outside the image',
      files: {
        Dockerfile: 'FROM opensuse/leap:15.6\nRUN zypper install -y git && zypper clean --all\n',
      },
    },
  ],
});
