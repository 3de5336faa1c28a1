import { isMounted, isShipped } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPackageCommands, removesLater } from '../../rulekit/package-commands.ts';

export const requireYarnClean = defineRule({
  id: 'dockerfile/require-yarn-clean',
  equivalents: ['DL3060'],
  summary: 'Require yarn to leave no cache in the image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    kept: 'The packages stay in the image twice: installed, and in the cache of yarn.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script } = item;
      if (instruction.keyword !== 'RUN' || !isShipped(item, dockerfile)) return;
      const isOutside = instruction.flags.some(
        ({ name, value = '' }) =>
          name === 'mount' && /type=(?:cache|tmpfs)/.test(value) && /yarn/.test(value),
      );
      if (isOutside || isMounted(item, '/root/.cache/yarn')) return;
      const commands = findPackageCommands(script, 'yarn');
      const last = commands.findLast(({ isInstall }) => isInstall);
      if (
        last === undefined ||
        removesLater(script, last, '/usr/local/share/.cache', '/root/.cache')
      )
        return;
      const isCleaned = commands.some(
        ({ action, operands, program }) =>
          action.plain === 'cache' &&
          operands[0]?.plain === 'clean' &&
          program.nameAt.start > last.program.nameAt.start,
      );
      if (!isCleaned) report.kept(last.action.at);
    },
  },
});

export const requireYarnCleanPage = definePage({
  rationale:
    'Yarn keeps every package that it downloads in a cache, and nobody uses the cache of an image again.',
  bad: [
    {
      title: 'Files that nobody reads again',
      files: { Dockerfile: 'FROM node:22-slim\nRUN yarn install --frozen-lockfile\n' },
    },
  ],
  good: [
    {
      title: 'Gone before the step ends, or outside the image',
      files: {
        Dockerfile:
          'FROM node:22-slim\nRUN yarn install --frozen-lockfile && yarn cache clean\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n',
      },
    },
  ],
});
