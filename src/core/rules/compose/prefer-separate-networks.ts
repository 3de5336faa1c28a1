import type { Service } from '../../model/project.ts';
import { findClients, isDatabase, refersTo } from '../../rulekit/database-services.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const preferSeparateNetworks = defineRule({
  id: 'compose/prefer-separate-networks',
  summary: 'Prefer a network between pages and databases that only the service between them is in',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  messages: {
    shared: '"{page}" can reach "{database}" past "{service}", since they share a network.',
  },
  on: {
    fileSet(fileSet, report) {
      for (const database of fileSet.services.filter(isDatabase)) {
        const clients = findClients(database, fileSet);
        for (const page of fileSet.services) {
          if (page.ports.length === 0 || isDatabase(page) || refersTo(page, database)) continue;
          const between = clients.find((client) => client !== page && refersTo(page, client));
          if (between === undefined || !shareNetwork(page, database)) continue;
          const data = { page: page.name, database: database.name, service: between.name };
          report.shared(page.nameAt, data);
        }
      }
    },
  },
});

function shareNetwork(a: Service, b: Service): boolean {
  if (a.networkMode !== undefined || b.networkMode !== undefined) return false;
  const names = networksOf(b);
  return networksOf(a).some((name) => names.includes(name));
}

function networksOf({ networks }: Service): readonly string[] {
  return networks.length === 0 ? ['default'] : networks.map(({ name }) => name);
}

export const preferSeparateNetworksPage = definePage({
  rationale:
    'A page that people use talks to an API, and the API to the database: that is where users and rights are checked. On one network whoever breaks into the page talks to the database directly.',
  references: ['https://docs.docker.com/compose/how-tos/networking/#specify-custom-networks'],
  bad: [
    {
      title: 'Three tiers in one network',
      files: {
        'compose.yaml': `services:
  page:
    image: page:1.4.0
    ports: ["8501:8501"]
    depends_on: [api]
  api:
    image: api:1.4.0
    environment:
      MONGO_URL: mongodb://store:27017
  store:
    image: mongo:7.0.14
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
      title: 'Two networks',
      files: {
        'compose.yaml': `services:
  page:
    image: page:1.4.0
    ports: ["8501:8501"]
    depends_on: [api]
    networks: [front]
  api:
    image: api:1.4.0
    environment:
      MONGO_URL: mongodb://store:27017
    networks: [front, back]
  store:
    image: mongo:7.0.14
    volumes:
      - store:/data/db
    networks: [back]
networks:
  front:
  back:
volumes:
  store:
`,
      },
    },
  ],
});
