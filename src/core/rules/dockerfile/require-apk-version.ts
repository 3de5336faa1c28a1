import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnpinnedInstalls } from '../../rulekit/package-commands.ts';

export const requireApkVersion = defineRule({
  id: 'dockerfile/require-apk-version',
  equivalents: ['DL3018'],
  summary: 'Require packages of apk to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction(node, report) {
      for (const { at, packages } of findUnpinnedInstalls(node, 'apk', isPinned)) {
        report.open(at, { packages });
      }
    },
  },
});

/** A comparison, or a file that is there already. */
function isPinned(name: string): boolean {
  return /[=~<>/]|\.apk$/.test(name);
}

export const requireApkVersionPage = definePage({
  rationale:
    'A rebuild installs whatever the repository has that day, so an image cannot be built a second time as it was.',
  exceptions:
    'Alpine removes old versions from its repositories, so that a fixed one stops building one day.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM alpine:3.20\nRUN apk add --no-cache git\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: { Dockerfile: 'FROM alpine:3.20\nRUN apk add --no-cache git=~2.45\n' },
    },
  ],
});
