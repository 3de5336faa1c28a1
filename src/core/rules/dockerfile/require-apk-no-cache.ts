import { isMounted, isShipped } from '../../rulekit/build-steps.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findPackageCommands, removesLater } from '../../rulekit/package-commands.ts';
import { hasOption } from '../../rulekit/shell-programs.ts';

export const requireApkNoCache = defineRule({
  id: 'dockerfile/require-apk-no-cache',
  equivalents: ['DL3019', 'DS-0025'],
  summary: 'Require apk add to leave no index in the image',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    kept: 'The index of the repositories stays in the layer; --no-cache reads it and keeps nothing.',
  },
  on: {
    instruction(item, report, { dockerfile }) {
      const { instruction, script } = item;
      if (instruction.keyword !== 'RUN' || !isShipped(item, dockerfile)) return;
      if (isMounted(item, '/var/cache/apk') || isMounted(item, '/etc/apk/cache')) return;
      for (const command of findPackageCommands(script, 'apk')) {
        if (!command.isInstall || hasOption(command.program.arguments, '--no-cache')) continue;
        if (removesLater(script, command, '/var/cache/apk', '/etc/apk/cache')) continue;
        const { at } = command.action;
        report.kept(at, {
          fixes: [
            {
              title: 'Add --no-cache',
              kind: 'suggestion',
              edits: () => [insertAfter(at, ' --no-cache')],
            },
          ],
        });
      }
    },
  },
});

export const requireApkNoCachePage = definePage({
  rationale: 'An installed image never reads the index again, and tomorrow it is outdated.',
  bad: [
    {
      title: 'Files that nobody reads again',
      files: { Dockerfile: 'FROM alpine:3.20\nRUN apk add git # For DVC.\n' },
      fixed: { Dockerfile: 'FROM alpine:3.20\nRUN apk add --no-cache git # For DVC.\n' },
    },
  ],
  good: [
    {
      title: 'Gone before the step ends, or outside the image',
      files: {
        Dockerfile:
          'FROM alpine:3.20\nRUN apk add --no-cache git\nRUN apk add -U curl && rm -rf /var/cache/apk/*\n',
      },
    },
  ],
});
