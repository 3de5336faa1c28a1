import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const noCopiedAddress = defineRule({
  id: 'dockerfile/no-copied-address',
  summary: 'Disallow addresses of the web as sources of COPY',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { address: 'COPY cannot fetch a web address, so the build stops here; ADD can.' },
  on: {
    instruction({ instruction, copy }, report) {
      if (instruction.keyword !== 'COPY' || copy === undefined || copy.from !== undefined) return;
      const address = copy.sources.find(({ text }) => /^["']?(?:https?|git|ssh):\/\//.test(text));
      if (address === undefined) return;
      const { keywordAt } = instruction;
      report.address(address.at, {
        fixes: [{ title: 'Use ADD', kind: 'suggestion', edits: () => [replace(keywordAt, 'ADD')] }],
      });
    },
  },
});

export const noCopiedAddressPage = definePage({
  rationale: 'Docker refuses the file: only ADD fetches what is not in the build context.',
  references: ['https://docs.docker.com/reference/dockerfile/#add'],
  bad: [
    {
      title: 'A model from the web',
      files: { Dockerfile: 'FROM debian:12\nCOPY https://example.org/model.bin /srv/\n' },
      fixed: { Dockerfile: 'FROM debian:12\nADD https://example.org/model.bin /srv/\n' },
    },
  ],
  good: [
    {
      title: 'ADD',
      files: { Dockerfile: 'FROM debian:12\nADD https://example.org/model.bin /srv/\n' },
    },
  ],
});
