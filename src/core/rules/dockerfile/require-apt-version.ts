import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findUnpinnedInstalls } from '../../rulekit/package-commands.ts';

export const requireAptVersion = defineRule({
  id: 'dockerfile/require-apt-version',
  equivalents: ['DL3008'],
  summary: 'Require packages of apt-get to be installed in a fixed version',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    open: 'No version is fixed for {packages}, so each build may install another one.',
  },
  on: {
    instruction(node, report) {
      for (const { at, packages } of findUnpinnedInstalls(node, 'apt', isPinned)) {
        report.open(at, { packages });
      }
    },
  },
});

/** `name=version`, `name/release`, and files that are there already. */
function isPinned(name: string): boolean {
  return /[=/*?]|\.deb$/.test(name);
}

export const requireAptVersionPage = definePage({
  rationale:
    'A rebuild installs whatever the archive has that day, so an image cannot be built a second time as it was.',
  exceptions:
    'Archives of a released distribution change little and drop old versions, so that a fixed one stops building one day.',
  bad: [
    {
      title: 'The newest of the day',
      files: { Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y git\n' },
    },
  ],
  good: [
    {
      title: 'A fixed version',
      files: {
        Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y git=1:2.39.*\n',
      },
    },
  ],
});
