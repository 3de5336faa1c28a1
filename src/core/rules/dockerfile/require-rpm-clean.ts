import { isMounted, isShipped } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, removesLater } from '../../rulekit/package-commands.ts';

export const requireRpmClean = defineRule({
  id: 'dockerfile/require-rpm-clean',
  equivalents: ['DL3032', 'DL3040', 'DS-0015', 'DS-0019', 'DS-0027'],
  summary: 'Require yum and dnf to leave no cache in the image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    kept: 'The cache of {program} stays in the layer; "{program} clean all" in the same step removes it.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script } = item;
      if (instruction.keyword !== 'RUN' || !isShipped(item, dockerfile)) return;
      if (folders.some((folder) => isMounted(item, folder))) return;
      const commands = findPackageCommands(script, 'yum', 'dnf');
      const last = commands.findLast(({ action }) => filling.test(action.plain));
      if (last === undefined || removesLater(script, last, ...folders)) return;
      const { name, nameAt } = last.program;
      const isCleaned = commands.some(
        ({ action, program }) =>
          action.plain === 'clean' && program.name === name && program.nameAt.start > nameAt.start,
      );
      if (isCleaned) return;
      const equivalents = name === 'yum' ? ['DL3032', 'DS-0015'] : ['DL3040', 'DS-0019', 'DS-0027'];
      report.kept(last.action.at, { program: name }, { equivalents });
    },
  },
});

const folders = ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'];

/** Actions that fill the cache. */
const filling =
  /^(?:install|in|localinstall|reinstall|rei|update|up|upgrade|up-min|update-minimal|upgrade-minimal|downgrade|dg|distro-sync|makecache)$/;

export const requireRpmCleanPage = definePage({
  rationale:
    'Packages and metadata of the repositories stay behind, often more than a hundred megabytes. Removing them in a later step does not make the image smaller.',
  bad: [
    {
      title: 'Files that nobody reads again',
      files: { Dockerfile: 'FROM fedora:41\nRUN dnf install -y git\n' },
    },
  ],
  good: [
    {
      title: 'Gone before the step ends, or outside the image',
      files: {
        Dockerfile:
          'FROM fedora:41\nRUN dnf install -y git && dnf clean all\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y curl\n',
      },
    },
  ],
});
