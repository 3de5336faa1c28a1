import { findEntry, listItems } from '../../rulekit/compose-values.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noUnboundPort = defineRule({
  id: 'compose/no-unbound-port',
  equivalents: ['no-unbound-port-interfaces'],
  summary: 'Require published ports to say on which address of the host they listen',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    everywhere:
      'This port is open on every address of the host; "127.0.0.1:" before it keeps it local.',
  },
  on: {
    fileSet({ root }, report) {
      const services = root.entries.get('services')?.value;
      if (services?.kind !== 'map') return;
      for (const { value } of services.entries.values()) {
        for (const item of listItems(findEntry(value, 'ports')?.value)) {
          const isBound =
            item.kind === 'map'
              ? item.entries.has('host_ip')
              : item.kind !== 'scalar' || hasAddress(item.text);
          if (!isBound) report.everywhere(item.at);
        }
      }
    },
  },
});

/** True for an address before two ports, and for a text that a variable may complete. */
function hasAddress(text: string): boolean {
  const plain = text.replaceAll(/\$\{[^}]*\}|\$\w+/g, 'x');
  return plain === 'x' || plain.includes('[') || plain.split(':').length > 2;
}

export const noUnboundPortPage = definePage({
  rationale:
    'A port without an address is published on all network interfaces, and the engine opens the firewall for it. A notebook, a tracking server or a database without a password is then open to the whole network.',
  exceptions: 'A service that other machines have to reach.',
  references: ['https://docs.docker.com/engine/network/port-publishing/'],
  bad: [
    {
      title: 'A tracking server for everybody',
      files: {
        'compose.yaml':
          'services:\n  tracker:\n    image: tracker:2.0.1\n    ports:\n      - "5001:5001"\n',
      },
    },
  ],
  good: [
    {
      title: 'A tracking server for this machine',
      files: {
        'compose.yaml':
          'services:\n  tracker:\n    image: tracker:2.0.1\n    ports:\n      - "127.0.0.1:5001:5001"\n',
      },
    },
  ],
});
