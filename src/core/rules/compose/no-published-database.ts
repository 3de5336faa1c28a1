import { findClients, isDatabase } from '../../rulekit/database-services.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noPublishedDatabase = defineRule({
  id: 'compose/no-published-database',
  summary: 'Disallow databases that answer on every address of the host',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    open: 'This port opens "{service}" to the whole network; "{client}" reaches it without one.',
  },
  on: {
    service(service, report, { fileSet }) {
      if (fileSet === undefined || !isDatabase(service)) return;
      const [client] = findClients(service, fileSet);
      // A database that only serves programs on the host has to be published.
      if (client === undefined) return;
      for (const { at, hostIp = '', published } of service.ports) {
        const isOpen = /^(?:|0\.0\.0\.0|::|\[::\])$/.test(hostIp);
        if (isOpen && published !== undefined) {
          report.open(at, { service: service.name, client: client.name });
        }
      }
    },
  },
});

export const noPublishedDatabasePage = definePage({
  rationale:
    'Services of one project reach each other by name, without `ports`. A published port of a database is open on every address of the machine, past most firewalls, and databases of development stacks have a known password or none.',
  exceptions: 'To look into it from your own machine publish it at `127.0.0.1`.',
  references: ['https://docs.docker.com/engine/network/port-publishing/'],
  bad: [
    {
      title: 'A database that only one service uses',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    environment:
      MONGO_URL: mongodb://store:27017
  store:
    image: mongo:7.0.14
    ports:
      - "27017:27017"
    volumes:
      - store:/data/db
volumes:
  store:
`,
      },
    },
  ],
  good: [
    {
      title: 'No port, or one for this machine',
      files: {
        'compose.yaml': `services:
  api:
    image: api:1.4.0
    environment:
      MONGO_URL: mongodb://store:27017
      REDIS_HOST: queue
  store:
    image: mongo:7.0.14
    volumes:
      - store:/data/db
  queue:
    image: redis:7.4.1
    ports:
      - "127.0.0.1:6379:6379"
volumes:
  store:
`,
      },
    },
  ],
});
