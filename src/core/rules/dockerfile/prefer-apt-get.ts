import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { findPrograms } from '../../rulekit/shell-programs.ts';

export const preferAptGet = defineRule({
  id: 'dockerfile/prefer-apt-get',
  equivalents: ['DL3027', 'CKV_DOCKER_9'],
  summary: 'Prefer apt-get to apt in builds',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    apt: 'The options and the output of apt are for people and may change; builds use apt-get.',
  },
  on: {
    instruction({ instruction, script }, report) {
      if (instruction.keyword !== 'RUN') return;
      for (const { name, nameAt } of findPrograms(script)) if (name === 'apt') report.apt(nameAt);
    },
  },
});

export const preferAptGetPage = definePage({
  rationale:
    'The manual of apt says that its interface may change between versions. Scripts are meant to use apt-get and apt-cache.',
  references: ['https://manpages.debian.org/apt'],
  bad: [{ title: 'apt', files: { Dockerfile: 'FROM debian:12\nRUN apt update\n' } }],
  good: [{ title: 'apt-get', files: { Dockerfile: 'FROM debian:12\nRUN apt-get update\n' } }],
});
