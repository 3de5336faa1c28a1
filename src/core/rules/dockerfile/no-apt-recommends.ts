import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { insertAfter } from '../../rulekit/edits.ts';
import { findPackageCommands } from '../../rulekit/package-commands.ts';

export const noAptRecommends = defineRule({
  id: 'dockerfile/no-apt-recommends',
  equivalents: ['DL3015', 'DS-0029'],
  summary: 'Require apt-get install to leave out recommended packages',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    recommended:
      'Packages that are only recommended come too, and can double the size of the layer.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { isInstall, action, program } of findPackageCommands(script, 'apt')) {
        if (!isInstall || program.arguments.some(({ plain }) => optOut.test(plain))) continue;
        report.recommended(action.at, {
          fixes: [
            {
              title: 'Add --no-install-recommends',
              kind: 'suggestion',
              edits: () => [insertAfter(action.at, ' --no-install-recommends')],
            },
          ],
        });
      }
    },
  },
});

/** The option, its setting, or a variable that may hold it. */
const optOut =
  /^(?:--no-install-recommends|--without-recommends|-R)$|Install-Recommends=(?:false|0|no)|\$/i;

export const noAptRecommendsPage = definePage({
  rationale:
    'Debian installs what a package recommends as well: documentation, a mail server, fonts. An image seldom needs any of it.',
  bad: [
    {
      title: 'With all that is recommended',
      files: {
        Dockerfile: 'FROM debian:12\nRUN apt-get update && apt-get install -y git # DVC.\n',
      },
      fixed: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y git # DVC.\n',
      },
    },
  ],
  good: [
    {
      title: 'Only what is asked for',
      files: {
        Dockerfile:
          'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git\n',
      },
    },
  ],
});
