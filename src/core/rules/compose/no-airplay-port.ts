import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noAirplayPort = defineRule({
  id: 'compose/no-airplay-port',
  summary: 'Disallow ports of the host that macOS keeps for itself',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    taken: 'Port {port} is taken on a Mac: its AirPlay receiver listens there.',
  },
  on: {
    service({ ports }, report) {
      for (const { published, protocol, hostIp = '', at } of ports) {
        if (published === undefined || protocol !== 'tcp') continue;
        // AirPlay listens on all addresses; one that is named can still be bound.
        if (!/^(?:|0\.0\.0\.0|::|\[::\])$/.test(hostIp)) continue;
        if (published.first !== published.last || !airplay.has(published.first)) continue;
        report.taken(at, { port: String(published.first) });
      }
    },
  },
});

const airplay: ReadonlySet<number> = new Set([5000, 7000]);

export const noAirplayPortPage = definePage({
  rationale:
    'Since macOS 12 the AirPlay receiver listens on ports 5000 and 7000. Whoever starts the project on a Mac gets "port is already allocated", or a browser that shows "403 Forbidden" from AirPlay instead of MLflow. Another port of the host, such as 5001, costs nothing: inside the container the server keeps its own.',
  exceptions: 'Projects that only ever run on Linux.',
  references: ['https://developer.apple.com/forums/thread/682332'],
  bad: [
    {
      title: 'The port of MLflow and Flask on the host',
      files: {
        'compose.yaml':
          'services:\n  tracking:\n    image: tracking:1.4.0\n    ports:\n      - "5000:5000"\n',
      },
    },
  ],
  good: [
    {
      title: 'Another port of the host, or a named address',
      files: {
        'compose.yaml':
          'services:\n  tracking:\n    image: tracking:1.4.0\n    ports:\n      - "5001:5000"\n  api:\n    image: api:1.4.0\n    ports:\n      - "127.0.0.1:5000:5000"\n',
      },
    },
  ],
});
