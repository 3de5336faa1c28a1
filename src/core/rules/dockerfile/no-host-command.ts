import { findPrograms } from '../../rulekit/shell-programs.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noHostCommand = defineRule({
  id: 'dockerfile/no-host-command',
  equivalents: ['DL3001'],
  summary: 'Disallow commands in RUN that only make sense on a running machine',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { host: '"{program}" is for a running machine and has nothing to do in a build.' },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { name, nameAt } of findPrograms(script)) {
        if (hostPrograms.has(name)) report.host(nameAt, { program: name });
      }
    },
  },
});

const hostPrograms: ReadonlySet<string> = new Set(
  'free ifconfig kill mount ps service shutdown ssh systemctl top vim'.split(' '),
);

export const noHostCommandPage = definePage({
  rationale:
    'A build has no services, no terminal and no other machines. What such a command changes is gone when the step ends, and often it fails.',

  bad: [
    {
      title: 'A service that stops with the step',
      files: { Dockerfile: 'FROM debian:12\nRUN service postgresql start\n' },
    },
  ],
  good: [
    {
      title: 'Started with the container',
      files: { Dockerfile: 'FROM debian:12\nCMD ["postgres"]\n' },
    },
  ],
});
