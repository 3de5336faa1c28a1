import { replace } from '../../rulekit/edits.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noHostPort = defineRule({
  id: 'dockerfile/no-host-port',
  equivalents: ['ExposeInvalidFormat'],
  summary: 'Disallow addresses and ports of the host in EXPOSE',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    host: 'EXPOSE publishes nothing on the host: only the port of the container counts in "{port}".',
  },
  on: {
    instruction({ instruction }, report) {
      if (instruction.keyword !== 'EXPOSE') return;
      for (const { text, at } of instruction.words) {
        const port = text.replaceAll(/["']/g, '');
        if (!port.includes(':') || port.includes('$')) continue;
        const own = port.slice(port.lastIndexOf(':') + 1);
        const isPlain = at.end - at.start === text.length && ownPort.test(own);
        report.host(
          at,
          { port },
          {
            fixes: isPlain
              ? [{ title: `Expose ${own}`, kind: 'safe', edits: () => [replace(at, own)] }]
              : [],
          },
        );
      }
    },
  },
});

const ownPort = /^\d+(?:-\d+)?(?:\/(?:tcp|udp|sctp))?$/;

export const noHostPortPage = definePage({
  rationale:
    'Which port of the machine leads to the container is said by `docker run -p` or `ports:`. What stands before the last colon is dropped, so nothing listens there.',

  references: ['https://docs.docker.com/reference/build-checks/expose-invalid-format/'],
  bad: [
    {
      title: 'Both ports',
      files: { Dockerfile: 'FROM debian:12\nEXPOSE 8080:80\n' },
      fixed: { Dockerfile: 'FROM debian:12\nEXPOSE 80\n' },
    },
  ],
  good: [
    { title: 'The port of the container', files: { Dockerfile: 'FROM debian:12\nEXPOSE 80\n' } },
  ],
});
