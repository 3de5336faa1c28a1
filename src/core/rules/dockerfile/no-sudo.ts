import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noSudo = defineRule({
  id: 'dockerfile/no-sudo',
  equivalents: ['DL3004', 'DS-0010', 'CKV2_DOCKER_1'],
  summary: 'Disallow sudo in RUN',
  severity: 'warning',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    sudo: 'Most images have no sudo; USER chooses who runs a step.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { words } of script?.commands ?? []) {
        const [first] = words;
        if (first?.plain === 'sudo') report.sudo(first.at);
      }
    },
  },
});

export const noSudoPage = definePage({
  rationale:
    'A build runs as root unless USER says otherwise, so sudo is either missing or useless, and it treats terminals and signals in its own way.',
  bad: [{ title: 'sudo', files: { Dockerfile: 'FROM gcc:14\nRUN sudo make install\n' } }],
  good: [{ title: 'USER', files: { Dockerfile: 'FROM gcc:14\nUSER root\nRUN make install\n' } }],
});
