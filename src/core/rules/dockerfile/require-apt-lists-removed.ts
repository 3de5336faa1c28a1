import { isMounted, isShipped } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, removesLater } from '../../rulekit/package-commands.ts';

export const requireAptListsRemoved = defineRule({
  id: 'dockerfile/require-apt-lists-removed',
  equivalents: ['DL3009'],
  summary: 'Require the package lists of apt to be removed in the step that fetched them',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    kept: 'The package lists stay in the layer, tens of megabytes that are outdated tomorrow.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script } = item;
      if (instruction.keyword !== 'RUN' || !isShipped(item, dockerfile)) return;
      if (isMounted(item, '/var/lib/apt/lists')) return;
      const commands = findPackageCommands(script, 'apt');
      const update = commands.find(({ action }) => action.plain === 'update');
      if (update === undefined || removesLater(script, update, '/var/lib/apt')) return;
      if (commands.some(({ action }) => /^dist-?clean$/.test(action.plain))) return;
      report.kept(update.action.at);
    },
  },
});

export const requireAptListsRemovedPage = definePage({
  rationale:
    'Removing the lists in a later step does not make the image smaller, and a later installation that finds old ones asks for versions that the archive no longer has.',
  bad: [
    {
      title: 'Files that nobody reads again',
      files: { Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\n' },
    },
  ],
  good: [
    {
      title: 'Gone before the step ends, or outside the image',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl\n',
      },
    },
  ],
});
