import { findPrograms } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noShellLink = defineRule({
  id: 'dockerfile/no-shell-link',
  equivalents: ['DL4005'],
  summary: 'Disallow replacing /bin/sh',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    link: 'Scripts of the distribution expect their own /bin/sh; SHELL changes the one of the build.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { name, nameAt, arguments: words } of findPrograms(script)) {
        if (name === 'ln' && words.at(-1)?.plain === '/bin/sh') report.link(nameAt);
      }
    },
  },
});

export const noShellLinkPage = definePage({
  rationale:
    'A link over `/bin/sh` changes every script of the image, and an update of the package puts the old one back.',

  bad: [
    { title: 'A link', files: { Dockerfile: 'FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\n' } },
  ],
  good: [
    {
      title: 'An instruction',
      files: { Dockerfile: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n' },
    },
  ],
});
