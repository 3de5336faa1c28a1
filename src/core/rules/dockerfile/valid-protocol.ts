import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const validProtocol = defineRule({
  id: 'dockerfile/valid-protocol',
  equivalents: ['INVALID_PROTO'],
  summary: 'Require EXPOSE to name a protocol that Docker knows',
  severity: 'error',
  preset: 'essential',
  since: '0.1.0',
  messages: { protocol: '"{protocol}" is no protocol of a port: tcp, udp or sctp.' },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'EXPOSE') return;
      for (const { text, at } of instruction.words) {
        const protocol = /^["']?[\d:.-]+\/([^/"'$]+)(?:\/[^$]*)?["']?$/.exec(text)?.[1];
        if (protocol === undefined || /^(?:tcp|udp|sctp)$/i.test(protocol)) continue;
        report.protocol(at, { protocol });
      }
    },
  },
});

export const validProtocolPage = definePage({
  rationale: 'Docker refuses the file.',

  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  bad: [
    { title: 'A protocol above TCP', files: { Dockerfile: 'FROM debian:12\nEXPOSE 443/https\n' } },
  ],
  good: [
    {
      title: 'The protocol of the port',
      files: { Dockerfile: 'FROM debian:12\nEXPOSE 443/tcp 53/udp 9/sctp\n' },
    },
  ],
});
