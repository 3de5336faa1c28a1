import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import { replace } from '../../rulekit/edits.ts';

export const consistentProtocolCase = defineRule({
  id: 'dockerfile/consistent-protocol-case',
  equivalents: ['ExposeProtoCasing'],
  summary: 'Require protocols of EXPOSE in lower case',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: { case: 'Docker wants the protocol in lower case and warns about "{protocol}".' },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'EXPOSE') return;
      for (const { text, at } of instruction.words) {
        const protocol = /\/(tcp|udp|sctp)["']?$/i.exec(text)?.[1];
        if (protocol === undefined || protocol === protocol.toLowerCase()) continue;
        const written = text.replace(/\/[^/]*$/, (end) => end.toLowerCase());
        const isPlain = at.end - at.start === text.length;
        report.case(
          at,
          { protocol },
          isPlain
            ? {
                fixes: [
                  {
                    title: 'Write it in lower case',
                    kind: 'safe',
                    edits: () => [replace(at, written)],
                  },
                ],
              }
            : {},
        );
      }
    },
  },
});

export const consistentProtocolCasePage = definePage({
  rationale: 'Docker warns about it; nothing else changes, and the next reader need not wonder.',
  references: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  bad: [
    {
      title: 'Upper case',
      files: { Dockerfile: 'FROM debian:12\nEXPOSE 80/TCP 53/Udp\n' },
      fixed: { Dockerfile: 'FROM debian:12\nEXPOSE 80/tcp 53/udp\n' },
    },
  ],
  good: [
    { title: 'Lower case', files: { Dockerfile: 'FROM debian:12\nEXPOSE 80/tcp 53/udp 8000\n' } },
  ],
});
